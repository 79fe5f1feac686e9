import { standingRule } from './standing.ts';

/** A rota has nobody on duty now, or somebody whom no channel reaches. */
export const dutyCover = standingRule({
  id: 'duty-cover',
  name: { en: 'Nobody can be reached on duty', nl: 'Niemand met dienst is bereikbaar' },
  direction: 'uncovered',
});
