// Text from others, shown and never obeyed: what is invisible or turns its neighbours around becomes a sign.

const most_marks = 8;
const joiners = '\u200c\u200d'; // scripts and emoji need them
const sign = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const mark = /[\p{Mn}\p{Me}]/u;

function sign_of(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\\u{${code.toString(16).padStart(2, '0')}}`;
}

/// Nodes: text, and a span for each sign.
export function visible(text) {
  const all = document.createDocumentFragment();
  let plain = '';
  let marks = 0;
  for (const character of text) {
    marks = mark.test(character) ? marks + 1 : 0;
    if (character === '\t') {
      plain += ' ';
    } else if (!joiners.includes(character) && sign.test(character)) {
      const span = document.createElement('span');
      span.className = 'sign';
      span.textContent = sign_of(character);
      all.append(plain, span);
      plain = '';
    } else if (marks <= most_marks) {
      plain += character;
    }
  }
  all.append(plain);
  return all;
}

/// A hue for a name, the same on every page.
export function hue_of(name) {
  let hash = 2166136261;
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489917);
  return ((hash >>> 16) % 24) * 15;
}

/// A name, isolated from the text around it.
export function name_element(name) {
  const element = document.createElement('bdi');
  element.className = 'name';
  element.style.setProperty('--hue', hue_of(name));
  element.append(visible(name));
  return element;
}
