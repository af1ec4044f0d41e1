// The page's own sentences. {0} is where a value goes.

const english = {
  room: 'Room',
  conversation: 'Conversation',
  here: 'Here',
  count_here: '{0} here',
  your_name: 'Your name',
  change_name: 'Change your name',
  say_something: 'Say something',
  send: 'Send',
  newest: 'Newest',
  new_lines: 'New',
  calling: 'calling…',
  connected: 'connected',
  lost: 'the connection is lost; calling again',
  refused: 'turned away: {0}',
  in_seconds: 'in {0} s',
  call_now: 'Call now',
  secret: 'a secret is wanted',
  the_secret: 'The secret',
  come_in: 'Come in',
  cannot_prove: 'a secret is wanted; for that the page has to be called as localhost, or over TLS',
  left: 'you have left',
  come_back: 'Come back',
  not_sent_yet: 'not sent yet',
  you: 'you',
  another_room: 'The room has begun anew.',
};

const chinese = {
  room: '聊天室',
  conversation: '对话',
  here: '在场',
  count_here: '{0} 人在场',
  your_name: '你的名字',
  change_name: '改名字',
  say_something: '说点什么',
  send: '发送',
  newest: '最新',
  new_lines: '新消息',
  calling: '正在连接……',
  connected: '已连接',
  lost: '连接断开，稍后重连',
  refused: '进不去：{0}',
  in_seconds: '{0} 秒后',
  call_now: '马上重连',
  secret: '需要口令',
  the_secret: '口令',
  come_in: '进入',
  cannot_prove: '需要口令；为此请以 localhost 或通过 TLS 打开本页',
  left: '你已离开',
  come_back: '回来',
  not_sent_yet: '尚未送达',
  you: '你',
  another_room: '聊天室重新开始了。',
};

const is_chinese = navigator.language.toLowerCase().startsWith('zh');
const words = is_chinese ? chinese : english;

export const language = is_chinese ? 'zh' : 'en';

export function say(key, ...values) {
  return words[key].replace(/\{(\d)\}/g, (all, number) => values[number]);
}

/// Fills in what stands in the document.
export function translate_document() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', say(element.dataset.label));
  for (const element of document.querySelectorAll('[data-hint]')) element.placeholder = say(element.dataset.hint);
}
