/** Writes the site file and the list of broker accounts of the demo site: `node --import tsx firmware-sim/sites/generate.ts`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { accountsOf } from '../src/site/accounts.ts';
import { devices, site } from '../src/site/rotterdam-1.ts';
import { siteFile } from '../src/site/site-file.ts';

writeFileSync(path.join(import.meta.dirname, `${site.slug}.yaml`), siteFile());
writeFileSync(path.join(import.meta.dirname, `${site.slug}.accounts.json`), `${JSON.stringify(accountsOf(devices), null, 2)}\n`);
