export function hashOfLock(lock: string): string;
export function decideInstall(found: {
  readonly lock: string;
  readonly hiddenLock: string | null;
  readonly stamp: string | null;
}): {
  readonly install: boolean;
  readonly because: string;
};
export function explainFailure(output: string): string;
