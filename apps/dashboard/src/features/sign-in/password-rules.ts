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

/** Without digits, signs and usual replacements: "P@ssw0rd2026!!" and "password" are one word. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('0', 'o')
    .replaceAll('3', 'e')
    .replaceAll('$', 's')
    .replaceAll('1', 'l')
    .replace(/[^a-z]/g, '');

/** A known word, also repeated; a run of one or two characters; a run of the keyboard's digits. */
function isKnown(password: string): boolean {
  if (new Set(password.toLowerCase()).size <= 3) return true;
  const word = plain(password);
  const bare = password.toLowerCase().replace(/[^a-z]/g, '');
  const isStem = (text: string) => text === '' || knownStems.some((stem) => text.replaceAll(stem, '') === '');
  return isStem(word) || isStem(bare);
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
