// Shows the room that a secret is known, and that the room knows it too, without saying it: see chat/secret.hpp.

const wanted = '* secret wanted: ';
const known = '* secret known: ';
const rounds = 600_000; // as in chat/secret.hpp
const nonce_size = 16;

function bytes_of(hexadecimal) {
  return new Uint8Array(hexadecimal.match(/../g)?.map((two) => parseInt(two, 16)) ?? []);
}

function hexadecimal_of(bytes) {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function stretched(secret, salt) {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, typed, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
}

async function proof_of(who, key, server_nonce, client_nonce) {
  const words = new TextEncoder().encode('netbasics secret 1 ' + who);
  const text = new Uint8Array([...words, ...server_nonce, ...client_nonce]);
  return hexadecimal_of(await crypto.subtle.sign('HMAC', key, text));
}

/// A browser does such sums on pages of this machine or over TLS alone.
export const can_prove = globalThis.crypto?.subtle !== undefined;

export const is_challenge = (line) => line.startsWith(wanted);

/// The line for the room, and the one that it has to answer with.
export async function prove(challenge, secret) {
  const [salt, nonce] = challenge.slice(wanted.length).trim().split(' ').map(bytes_of);
  const key = await stretched(secret, salt);
  const own = crypto.getRandomValues(new Uint8Array(nonce_size));
  const proof = await proof_of('client', key, nonce, own);
  return { line: `/proof ${hexadecimal_of(own)} ${proof}`, answer: known + (await proof_of('server', key, nonce, own)) };
}
