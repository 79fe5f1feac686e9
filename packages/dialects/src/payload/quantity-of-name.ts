/** Words of a name, in order of precedence: the first line of which all words are there decides. */
const GUESSES: readonly (readonly [words: readonly string[], quantity: string])[] = [
  [['dew', 'point'], 'dew-point'],
  [['dewpoint'], 'dew-point'],
  [['temperature'], 'temperature'],
  [['temp'], 'temperature'],
  [['tc'], 'temperature'],
  [['humidity'], 'relative-humidity'],
  [['rh'], 'relative-humidity'],
  [['hydrogen'], 'hydrogen'],
  [['h2'], 'hydrogen'],
  [['co2'], 'carbon-dioxide'],
  [['co'], 'carbon-monoxide'],
  [['oxygen'], 'oxygen'],
  [['o2'], 'oxygen'],
  [['leak'], 'leak'],
  [['wet'], 'leak'],
  [['smoke'], 'smoke'],
  [['door'], 'door'],
  [['voltage'], 'voltage'],
  [['current'], 'current'],
  [['power'], 'power'],
  [['frequency'], 'frequency'],
];

/**
 * A guess of the quantity from a name such as `Environment/inletTemperature` or `co2`, else undefined. Only the last part of a
 * path counts, and at most its first 100 characters. A person confirms it at approval.
 */
export function quantityOfName(name: string): string | undefined {
  const tail = name.slice(-100).split(/[/.]/).at(-1) ?? '';
  const spaced = tail.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const words = new Set(spaced.split(/[^a-z0-9]+/));
  return GUESSES.find(([needed]) => needed.every((word) => words.has(word)))?.[1];
}
