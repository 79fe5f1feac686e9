/** OWASP ASVS 5.0, 6.2: length instead of composition, known passwords and words of one's own refused. */
export const shortest = 12;
export const longest = 128;

export type PasswordRefusal = 'tooShort' | 'tooLong' | 'tooCommon' | 'ownWords' | 'same' | 'different';

/** Stems of the passwords that lead every published list of leaked ones; repeated or counted on to reach a length. */
const knownStems = [
  'password',
  'passwort',
  'wachtwoord',
  'welcome',
  'welkom',
  'qwerty',
  'azerty',
  'letmein',
  'admin',
  'administrator',
  'iloveyou',
  'monkey',
  'dragon',
  'football',
  'voetbal',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'batman',
  'trustno',
  'master',
  'shadow',
  'michael',
  'jennifer',
  'summer',
  'winter',
  'spring',
  'autumn',
  'zomer',
  'lente',
  'herfst',
  'changeme',
  'secret',
  'geheim',
  'login',
  'test',
  'default',
  'root',
  'guest',
  'abc',
  'abcd',
  'abcdef',
  'asdf',
  'asdfgh',
  'zxcvbn',
  'qazwsx',
  'qwertyuiop',
  'starwars',
  'pokemon',
  'amsterdam',
  'rotterdam',
  'feyenoord',
  'ajax',
  'computer',
  'internet',
  'whatever',
  'hello',
  'hallo',
  'freedom',
  'access',
  'server',
];

/** Without what is counted on at either end, and with usual replacements undone: "P@ssw0rd2026!!" and "password" are one word. */
const plain = (text: string): string =>
  text
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replaceAll('@', 'a')
    .replaceAll('0', 'o')
    .replaceAll('3', 'e')
    .replaceAll('$', 's')
    .replaceAll('1', 'l')
    .replace(/[^\p{L}]/gu, '');

/** A known word, also repeated; a run of few characters; nothing but digits and signs. */
function isKnown(password: string): boolean {
  const text = password.toLowerCase();
  const bare = text.replace(/[^\p{L}]/gu, '');
  if (bare === '' || new Set(text).size <= 3) return true;
  return [plain(text), bare].some((word) => knownStems.some((stem) => word.replaceAll(stem, '') === ''));
}

/** Null when the new password may be used. `own` are words of the person, site and product. */
export function refusePassword(
  next: { readonly current: string; readonly password: string; readonly repeated: string },
  own: readonly string[],
): PasswordRefusal | null {
  const { current, password, repeated } = next;
  if (password !== repeated) return 'different';
  if ([...password].length < shortest) return 'tooShort';
  if (password.length > longest) return 'tooLong';
  if (password === current) return 'same';
  const words = own.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4);
  const left = words.reduce((text, word) => text.replaceAll(word, ''), password.toLowerCase());
  if (left.length < password.length && [...left].length < 8) return 'ownWords';
  return isKnown(password) ? 'tooCommon' : null;
}
