// The page: what is typed goes to the feed, what the feed tells goes to the log.

import { Feed } from './feed.js';
import { Log } from './log.js';
import { People } from './people.js';
import { say, translate_document } from './words.js';

const farewell = '拜拜';
const kept_name = 'netbasics.name';
const longest_name = 32;

const at = (id) => document.getElementById(id);
const text = at('text');
const name = at('name');

translate_document();
at('host').textContent = location.host;

const log = new Log(at('log'), at('newest'));
const people = new People(at('names'), at('people-button'));

// --- the name ---

function stored_name() {
  try {
    return localStorage.getItem(kept_name) ?? '';
  } catch {
    return ''; // a browser may keep nothing
  }
}

function store_name(wanted) {
  try {
    localStorage.setItem(kept_name, wanted);
  } catch {
    // then it is asked for again
  }
}

function normal(wanted) {
  return wanted.normalize('NFC').replace(/\p{Zs}+/gu, ' ').trim();
}

function may_be_name(wanted) {
  return wanted !== '' && [...wanted].length <= longest_name && !/^[*/{]|[:<>：]|[\p{C}\p{Zl}\p{Zp}\ufffd]/u.test(wanted);
}

function show_name(own) {
  at('own-name').textContent = own;
  at('name-button').hidden = own === '';
  name.hidden = own !== '';
  log.own_name = own;
  people.own_name = own;
}

function edit_name() {
  name.value = at('own-name').textContent;
  at('name-button').hidden = true;
  name.hidden = false;
  name.focus();
  name.select();
}

/// False: it cannot be a name.
function take_name() {
  const wanted = normal(name.value);
  const usable = may_be_name(wanted);
  name.setAttribute('aria-invalid', String(!usable));
  if (!usable) return false;
  if (wanted !== at('own-name').textContent) {
    store_name(wanted);
    feed.rename(wanted);
  } else {
    show_name(wanted);
  }
  return true;
}

// --- the state of the connection ---

let countdown = 0;

function show_state(state) {
  clearInterval(countdown);
  at('state').dataset.state = state.kind;
  at('state-text').textContent = say(state.kind, state.why);
  at('log').setAttribute('aria-busy', String(state.kind === 'calling'));
  const count = () => {
    const seconds = Math.max(0, Math.ceil((state.until - Date.now()) / 1000));
    at('countdown').textContent = state.until ? say('in_seconds', seconds) : '';
  };
  count();
  if (state.until) countdown = setInterval(count, 1000);
  at('call').hidden = !state.until && state.kind !== 'left';
  at('gate').hidden = state.kind !== 'secret';
  at('composer').hidden = state.kind === 'secret';
  at('call').textContent = say(state.kind === 'left' ? 'come_back' : 'call_now');
}

// --- what nobody has seen ---

const title = say('room');
let unread = 0;

function count_unread(utterances) {
  const count = utterances.filter(({ event }) => event === 'message').length;
  if (!document.hidden || count === 0) return;
  if (unread === 0) log.mark_unread();
  unread += count;
  document.title = `(${unread}) ${title}`;
}

function have_seen() {
  unread = 0;
  document.title = title;
}

// --- the two ends ---

const where = new URL('room', location.href);
where.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

const feed = new Feed(where, stored_name(), {
  state: show_state,
  secret_wanted: () => at('secret').focus(),
  said(utterances) {
    count_unread(utterances);
    log.add(utterances);
    if (feed.state.kind === 'connected') people.take(utterances);
  },
  unconfirmed: (texts) => log.show_waiting(texts),
  named: show_name,
  here: (names) => people.replace(names),
  another_room: () => log.add_notice(say('another_room')),
});

function say_line(line) {
  if (line.trim() === '') return;
  if (line.startsWith('/nick ')) {
    const wanted = normal(line.slice(6));
    if (may_be_name(wanted)) {
      store_name(wanted);
      return feed.rename(wanted);
    }
  }
  if (line === '/quit') return feed.leave();
  feed.say(line);
  if (line.trim() === farewell) feed.leave();
}

function send() {
  if (!name.hidden && name.value !== '' && !take_name()) return name.focus();
  const lines = text.value.split(/\r\n|\r|\n/);
  text.value = '';
  fit();
  log.unmark();
  log.to_end();
  lines.forEach(say_line);
  text.focus();
}

/// As high as what is in it, up to a few lines.
function fit() {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
}

// An input method ends its composition with Enter too: that sends nothing.
const is_enter = (event) => event.key === 'Enter' && !event.isComposing && event.keyCode !== 229;

at('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
text.addEventListener('input', fit);
text.addEventListener('keydown', (event) => {
  if (!is_enter(event) || event.shiftKey) return;
  event.preventDefault();
  send();
});
name.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') event.preventDefault();
  if (is_enter(event) && take_name()) text.focus();
  if (event.key === 'Escape' && at('own-name').textContent !== '') {
    show_name(at('own-name').textContent);
    at('name-button').focus();
  }
});
name.addEventListener('blur', () => {
  if (name.value !== '' && !name.hidden) take_name();
});
at('gate').addEventListener('submit', (event) => {
  event.preventDefault();
  feed.prove(at('secret').value);
  at('secret').value = '';
  show_state({ kind: 'calling' });
  (name.hidden ? text : name).focus();
});
at('name-button').addEventListener('click', edit_name);
at('call').addEventListener('click', () => {
  feed.call();
  text.focus();
});
at('people-button').addEventListener('click', () => {
  const open = document.body.classList.toggle('people-open');
  at('people-button').setAttribute('aria-expanded', String(open));
});
document.addEventListener('visibilitychange', () => document.hidden || have_seen());
window.addEventListener('online', () => feed.state.until && feed.call());

show_name(stored_name());
(stored_name() === '' ? name : text).focus();
feed.call();
