/** Once per process, before the first request: wrong settings end it here, with a sentence. */
export async function register(): Promise<void> {
  // The framework replaces this by a constant, and so leaves Node's modules out of its edge build.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startProcess } = await import('./server/start-process.ts');
  startProcess();
}
