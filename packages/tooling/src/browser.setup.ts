import { startProduct } from './product.ts';

/** Name of the variable that tells the tests which data folder the product of this run lives on. */
export const productFolder = 'WACHTER_BROWSER_TEST_FOLDER';

/** Starts the one product of a browser run; what it returns ends it. A folder that is named already is used as it is. */
export default async function startForBrowserTests(): Promise<() => Promise<void>> {
  if (process.env[productFolder]) return async () => undefined;
  const product = await startProduct();
  process.env[productFolder] = product.dataDir;
  return async () => {
    await product.stop();
  };
}
