// The connection to the room: one JSON object a line comes in, plain lines go out. No part of the document is touched here.

import { can_prove, is_challenge, prove } from './secret.js';

const first_delay = 1000; // milliseconds
const longest_delay = 30_000;
const patience = 10_000; // for an answer
const silence = 45_000; // after which the room is asked whether it is still there

/// What the room makes of a typed line; null: a command.
function as_told(line) {
  if (line.startsWith('//')) return line.slice(1);
  return line.startsWith('/') ? null : line;
}

function as_typed(text) {
  return text.startsWith('/') ? '/' + text : text;
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Remembers what has come and what has no receipt, so that after a reconnect nothing is lost and nothing comes twice.
    `told` hears: state(state), secret_wanted(), said(utterances), unconfirmed(texts), named(name), here(names), another_room(). */
export class Feed {
  #url;
  #told;
  #socket = null;
  #state = { kind: 'calling' };
  #is_ready = false; // it has been told what it missed
  #speaks_json = false;
  #is_leaving = false;
  #last_notice = '';
  #has_greeted = false;
  #secret = ''; // as typed; forgotten with the page
  #secret_is_right = false;
  #challenge = '';
  #answer = ''; // by which the room shows that it knows the secret
  #failures = 0;
  #timer = 0;
  #watch = 0;

  #wanted_name;
  #names = new Set(); // that it has had
  #last_seq = 0;
  #began = null; // of the room that counts so
  #unconfirmed = [];
  #commands = []; // typed before it was ready
  #held = null; // by seq: of a room that has begun anew, until all of it is there
  #here = [];

  constructor(url, name, told) {
    this.#url = url;
    this.#told = told;
    this.#wanted_name = name;
    if (name) this.#names.add(name);
  }

  get state() {
    return this.#state;
  }

  call() {
    clearTimeout(this.#timer);
    this.#is_ready = false;
    this.#has_greeted = false;
    this.#challenge = this.#answer = '';
    this.#held = null;
    this.#speaks_json = false;
    this.#last_notice = '';
    this.#set_state({ kind: 'calling' });
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onmessage = (event) => socket === this.#socket && this.#take(event.data);
    socket.onclose = () => socket === this.#socket && this.#lost();
    this.#expect_something();
  }

  /// A typed line.
  say(line) {
    const text = as_told(line);
    if (text === null) return this.#command(line);
    this.#unconfirmed.push(text);
    this.#told.unconfirmed(this.#unconfirmed);
    if (this.#is_ready) this.#send([line]);
  }

  rename(name) {
    this.#wanted_name = name;
    this.#names.add(name);
    this.#told.named(name);
    this.#command('/nick ' + name);
  }

  /// Leaves, when all that was said is said.
  leave() {
    this.#command('/quit');
  }

  #command(line) {
    if (line === '/quit') this.#is_leaving = true;
    if (this.#state.kind === 'left') return;
    if (!this.#socket || this.#socket.readyState > WebSocket.OPEN) {
      if (this.#is_leaving) this.#end();
      return;
    }
    if (this.#is_ready) this.#send([line]);
    else this.#commands.push(line);
  }

  #send(lines) {
    if (lines.length > 0) this.#socket.send(lines.map((line) => line + '\n').join(''));
  }

  /// The room speaks first: it may want a secret before it listens.
  #greet() {
    this.#has_greeted = true;
    const first = ['/json', this.#began === null ? '/since' : `/since ${this.#last_seq}`];
    if (this.#wanted_name) first.push('/nick ' + this.#wanted_name);
    this.#send(first);
  }

  // --- a secret ---

  /// The secret as it is typed, when the room wants one.
  prove(secret) {
    this.#secret = secret;
    if (this.#challenge) this.#prove();
  }

  #take_challenge(line) {
    this.#challenge = line;
    if (!can_prove) return this.#fail('cannot_prove');
    if (this.#secret) return this.#prove();
    clearTimeout(this.#watch); // somebody has to type
    this.#set_state({ kind: 'secret' });
    this.#told.secret_wanted();
  }

  async #prove() {
    const socket = this.#socket;
    const { line, answer } = await prove(this.#challenge, this.#secret);
    if (socket !== this.#socket || !socket) return;
    this.#answer = answer;
    this.#secret_is_right = false;
    this.#send([line]);
    this.#expect_something();
  }

  #take_answer(line) {
    if (line !== this.#answer) return false;
    this.#secret_is_right = true;
    this.#answer = '';
    this.#greet();
    return true;
  }

  // --- what comes in ---

  /// False: it is a line like all others.
  #take_first(line) {
    if (is_challenge(line)) return this.#take_challenge(line), true;
    if (this.#challenge) return this.#take_answer(line);
    if (line.startsWith('* ')) this.#greet();
    return false;
  }

  #take(data) {
    const heard = [];
    for (const line of data.split('\n')) {
      if (line === '' || (!this.#has_greeted && this.#take_first(line))) continue;
      const utterance = line.startsWith('{') ? parsed(line) : null;
      if (utterance) {
        this.#speaks_json = true;
        this.#take_utterance(utterance, heard);
      } else if (line.startsWith('* ')) {
        this.#last_notice = line.slice(2);
        if (this.#speaks_json) heard.push({ seq: null, time: null, from: null, text: line.slice(2), event: 'notice' });
      }
    }
    if (heard.length > 0) this.#told.said(heard);
    if (this.#has_greeted) this.#expect_something();
  }

  #take_utterance(utterance, heard) {
    const { seq, from, text, event } = utterance;
    if (event === 'current') return this.#go_on(utterance, heard);
    if (event === 'here' && from !== null) return void this.#here.push(from);
    if (event === 'here') return this.#take_roster(utterance, heard);
    if (event === 'rename' && seq === null) {
      this.#names.add(from);
      this.#told.named(from);
    }
    if (seq !== null && this.#held) return void this.#held.set(seq, utterance);
    if (seq !== null) {
      if (seq <= this.#last_seq) return;
      this.#last_seq = seq;
    }
    if (event === 'message' && this.#names.has(from)) {
      const place = this.#unconfirmed.indexOf(text);
      if (place >= 0) {
        this.#unconfirmed.splice(0, place + 1); // those before it were refused
        this.#told.unconfirmed(this.#unconfirmed);
      }
    }
    if (this.#is_ready && event === 'rename') this.ask_who();
    heard.push(utterance);
  }

  // --- who is here ---

  #own_questions = 0; // whose answers are not for the log
  #who_timer = 0;

  /// Soon, and not for each of many that are renamed at once.
  ask_who() {
    if (this.#who_timer) return;
    this.#who_timer = setTimeout(() => {
      this.#who_timer = 0;
      this.#ask_who_now();
    }, 300);
  }

  #ask_who_now() {
    if (!this.#is_ready) return;
    ++this.#own_questions;
    this.#send(['/who']);
  }

  #take_roster(utterance, heard) {
    this.#told.here(this.#here);
    this.#here = [];
    if (this.#own_questions > 0) --this.#own_questions;
    else heard.push(utterance);
  }

  // --- it has what was missed ---

  #go_on(utterance, heard) {
    const another = this.#began !== null && this.#began !== utterance.time;
    this.#began = utterance.time;
    if (another) {
      this.#last_seq = 0;
      this.#held = new Map(); // what is said now may come before what was said then
      this.#told.another_room();
      return this.#send(['/since 0']);
    }
    const held = [...(this.#held?.values() ?? [])].sort((a, b) => a.seq - b.seq);
    this.#held = null;
    for (const earlier of held) this.#take_utterance(earlier, heard);
    this.#last_seq = Math.max(this.#last_seq, utterance.seq ?? 0);
    if (this.#is_ready) return;
    this.#is_ready = true;
    this.#failures = 0;
    this.#own_questions = 0;
    this.#here = [];
    this.#set_state({ kind: 'connected' });
    this.#send([...this.#unconfirmed.map(as_typed), ...this.#commands.splice(0)]);
    this.#ask_who_now();
  }

  // --- silence, loss, farewell ---

  /// A sleeping computer's connection may be gone without a word.
  #expect_something() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(
      () => {
        if (this.#is_ready) this.#send([`/since ${this.#last_seq}`]);
        this.#watch = setTimeout(() => this.#give_up(), patience);
      },
      this.#is_ready ? silence : 0,
    );
  }

  #give_up() {
    const socket = this.#socket;
    this.#lost();
    socket?.close();
  }

  #lost() {
    this.#socket = null;
    this.#is_ready = false;
    clearTimeout(this.#watch);
    if (this.#is_leaving) return this.#end();
    if (!this.#secret_is_right) this.#secret = '';
    const refused = !this.#speaks_json && this.#last_notice !== '';
    const longest = Math.min(longest_delay, (refused ? 10 : 1) * first_delay * 2 ** this.#failures++);
    const delay = longest * (0.5 + Math.random() / 2);
    this.#timer = setTimeout(() => this.call(), delay);
    const why = this.#last_notice;
    this.#set_state({ kind: refused ? 'refused' : 'lost', why, until: Date.now() + delay });
  }

  /// What no further call would change.
  #fail(kind) {
    const socket = this.#socket;
    this.#socket = null;
    clearTimeout(this.#watch);
    socket?.close();
    this.#set_state({ kind });
  }

  #end() {
    this.#is_leaving = false;
    this.#unconfirmed = [];
    clearTimeout(this.#timer);
    this.#told.unconfirmed(this.#unconfirmed);
    this.#set_state({ kind: 'left' });
  }

  #set_state(state) {
    this.#state = state;
    this.#told.state(state);
  }
}
