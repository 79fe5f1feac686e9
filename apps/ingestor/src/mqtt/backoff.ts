/** Waiting times that double from `firstMs` up to `mostMs`, each spread over half to whole so that many clients do not return together. */
export function createBackoff({ firstMs, mostMs, random }: { firstMs: number; mostMs: number; random: () => number }) {
  let next = firstMs;
  return {
    next: (): number => {
      const full = next;
      next = Math.min(mostMs, next * 2);
      return full / 2 + (random() * full) / 2;
    },
    reset: (): void => {
      next = firstMs;
    },
  };
}
