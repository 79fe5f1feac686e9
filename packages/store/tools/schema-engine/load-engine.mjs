import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { adapterFactory } from './adapter.mjs';
import { valuesOf } from './arguments.mjs';

const require = createRequire(import.meta.url);

/**
 * The engine as the prisma package ships it, and the glue of @prisma/schema-engine-wasm: the package's own entry imports a .wasm file,
 * which Node cannot, and its wasm is of a neighbouring build.
 */
export async function loadEngine() {
  const glueFile = path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.js');
  const glue = await import(pathToFileURL(glueFile));
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      this.message = message;
    },
  };
  const bytes = readFileSync(path.join(path.dirname(require.resolve('prisma/package.json')), 'build/schema_engine_bg.wasm'));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  const files = valuesOf('--datamodels').map((file) => [file, readFileSync(file, 'utf8')]);
  const options = { datamodels: files.length > 0 ? files : undefined };
  return glue.SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(adapterFactory()));
}
