// What was said, as the reader sees it.

import { language, say } from './words.js';
import { name_element, visible } from './visible.js';

const most_entries = 2000;
const pause = 5 * 60_000; // milliseconds after which a name is shown again

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(language, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });

function made(tag, kind, ...content) {
  const element = document.createElement(tag);
  element.className = kind;
  element.append(...content);
  return element;
}

function time_element(time) {
  const element = made('time', '', clock.format(time));
  element.dateTime = time.toISOString();
  return element;
}

function text_element(text) {
  const element = made('p', 'text', visible(text));
  element.dir = 'auto';
  return element;
}

export class Log {
  #place;
  #newest;
  #waiting = made('div', 'waiting'); // what has no receipt, at the end
  #day = '';
  #last = null; // message: whose, and when
  #unread = null; // the line before what was said while nobody looked
  #own_name = '';
  #at_end = true;

  constructor(place, newest) {
    this.#place = place;
    this.#newest = newest;
    place.append(this.#waiting);
    place.addEventListener('scroll', () => this.#scrolled());
    new ResizeObserver(() => this.#at_end && this.to_end()).observe(place);
    newest.addEventListener('click', () => {
      this.to_end();
      place.focus();
    });
  }

  set own_name(name) {
    this.#own_name = name;
  }

  add(utterances) {
    const all = document.createDocumentFragment();
    for (const utterance of utterances) this.#append(all, utterance);
    this.#waiting.before(all);
    this.#follow();
  }

  /// A sentence of the page itself.
  add_notice(text) {
    this.#last = null;
    this.#waiting.before(made('div', 'notice', text_element(text)));
    this.#follow();
  }

  show_waiting(texts) {
    const all = texts.map((text) => {
      const element = made('div', 'message', text_element(text));
      element.title = say('not_sent_yet');
      return element;
    });
    this.#waiting.replaceChildren(...all);
    this.#follow();
  }

  /// What comes from now on is unread.
  mark_unread() {
    if (this.#unread?.isConnected && !this.#unread.nextElementSibling?.matches('.waiting')) return;
    this.#unread?.remove();
    this.#unread = made('div', 'unread', made('span', '', say('new_lines')));
    this.#waiting.before(this.#unread);
    this.#last = null;
  }

  unmark() {
    this.#unread?.remove();
    this.#unread = null;
  }

  to_end() {
    this.#place.scrollTop = this.#place.scrollHeight;
  }

  #append(all, { time, from, text, event }) {
    const when = time ? new Date(time) : new Date();
    const day = calendar.format(when);
    if (day !== this.#day) {
      this.#day = day;
      this.#last = null;
      all.append(made('div', 'day', made('span', '', day)));
    }
    if (event !== 'message') {
      this.#last = null;
      all.append(made('div', 'notice', text_element(text), time_element(when)));
      return;
    }
    const element = made('div', 'message');
    element.classList.toggle('own', from === this.#own_name);
    const goes_on = this.#last?.from === from && when - this.#last.when < pause;
    if (!goes_on) element.append(made('p', 'by', name_element(from), ' ', time_element(when)));
    else element.title = clock.format(when);
    element.append(text_element(text));
    all.append(element);
    this.#last = { from, when };
  }

  /// Stays at the end where the reader is there.
  #follow() {
    const all = this.#place.children;
    while (all.length > most_entries) all[0].remove();
    if (this.#at_end) this.to_end();
    else this.#newest.hidden = false;
  }

  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.#place;
    this.#at_end = scrollTop + clientHeight >= scrollHeight - 24;
    if (this.#at_end) this.#newest.hidden = true;
  }
}
