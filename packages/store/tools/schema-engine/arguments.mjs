/** Command line of Prisma's engine: `--datasource {json}`, `--datamodels FILE …`, and words for the `cli` commands. */
const words = process.argv.slice(2);

export const says = (word) => words.includes(word);
export const valuesOf = (option) => words.filter((_word, position) => words[position - 1] === option);

const textOf = (url) => (typeof url === 'string' ? url : (url?.value ?? url?.url));

/** The database as the CLI names it, else as the environment does. Undefined for commands that need none. */
export function databaseUrl() {
  const [datasource] = valuesOf('--datasource');
  return (datasource && textOf(JSON.parse(datasource).url)) || process.env.DATABASE_URL;
}
