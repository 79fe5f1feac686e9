/** Writes the site file and the list of broker accounts of the demo site: `node --import tsx firmware-sim/sites/generate.ts`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { accountsOf } from '../src/site/accounts.ts';
import { devices, site } from '../src/site/rotterdam-1.ts';
import { siteFile } from '../src/site/site-file.ts';

writeFileSync(path.join(import.meta.dirname, `${site.slug}.yaml`), siteFile());
writeFileSync(path.join(import.meta.dirname, `${site.slug}.accounts.json`), accountsFile());

/** Lists of words on one line where they fit, as the formatter of this project has it. */
function accountsFile(): string {
  const text = JSON.stringify(accountsOf(devices), null, 2);
  return `${text.replace(/\[\s+("[^[\]]*")\s+\]/g, (list, words: string) => {
    const line = `[${words.split(/,\s+/).join(', ')}]`;
    return line.length < 110 ? line : list;
  })}\n`;
}
