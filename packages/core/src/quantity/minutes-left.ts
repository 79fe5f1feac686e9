import { limitRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';

/**
 * Time until the warmest inlet of a room reaches the allowable limit of its class without cooling, from its learned heating rate (features.md 103). While cooling runs it
 * is what the room would have if cooling stopped now; while cooling is lost it counts down. Three points together: the ends of the band, nine times in ten, and
 * how it stands. Below zero it says how long ago the limit was exceeded. Where no minutes can be said there is no value.
 */
const minutes = {
  family: 'minutes-left',
  unit: 'min',
  kind: 'number',
  plausible: [-10_080, 10_080],
  precision: 0,
  deadband: 0,
  intervalSeconds: 60,
  staleSeconds: 180,
  isOccasional: true,
  hints: [],
} as const;

/** Less than this is less than a chiller takes to start again (domain.md 6.4 B; product default). A room that never has more wants a limit of its own. */
const TOO_SHORT_MINUTES = 5;

export const minutesLeft = defineQuantity({
  ...minutes,
  id: 'minutes-left',
  name: { en: 'minutes left, at the earliest', nl: 'minuten over, op zijn vroegst' },
  defaults: [
    limitRule(
      { low: { critical: TOO_SHORT_MINUTES }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 60 },
      {
        priority: 'critical',
        cause: {
          en: 'Cooling of the room is lost and it warms up; or the room is so full that it would not last longer.',
          nl: 'De koeling van de ruimte is weg en zij warmt op; of de ruimte is zo vol dat zij het niet langer uithoudt.',
        },
        consequence: {
          en: 'Within minutes the warmest inlet leaves the allowable range; then servers throttle and switch off.',
          nl: 'Binnen enkele minuten verlaat de warmste inlaat het toegestane gebied; daarna schakelen servers terug en uit.',
        },
        response: {
          en: 'Bring back any cooler. If that takes longer: shed load of this room now, open it to cooler rooms, warn the users.',
          nl: 'Breng een koelunit terug, het geeft niet welke. Duurt dat langer: schakel nu belasting van deze ruimte af, zet haar open naar koelere ruimten, waarschuw de gebruikers.',
        },
        respondWithinMinutes: 3,
      },
    ),
  ],
});

export const minutesLeftLatest = defineQuantity({
  ...minutes,
  id: 'minutes-left-latest',
  name: { en: 'minutes left, at the latest', nl: 'minuten over, op zijn laatst' },
  defaults: [],
});

/** How it stands with the cooling of a room, and why no minutes are said while it is lost. It raises nothing by itself: the group of its coolers and the inlets do. */
export const roomCooling = defineQuantity({
  id: 'room-cooling',
  family: 'room-cooling',
  name: { en: 'room cooling', nl: 'koeling van de ruimte' },
  unit: '',
  kind: 'state',
  states: [
    { code: 0, id: 'kept', name: { en: 'cooled', nl: 'gekoeld' } },
    { code: 1, id: 'unverified', name: { en: 'unverified', nl: 'onzeker' } },
    { code: 2, id: 'counting', name: { en: 'lost, time known', nl: 'weg, tijd bekend' } },
    { code: 3, id: 'too-little', name: { en: 'lost, too little seen yet', nl: 'weg, nog te weinig gezien' } },
    { code: 4, id: 'stale', name: { en: 'lost, inlets silent', nl: 'weg, inlaten zwijgen' } },
    { code: 5, id: 'poor-fit', name: { en: 'lost, erratic', nl: 'weg, grillig' } },
    { code: 6, id: 'not-rising', name: { en: 'lost, not warming', nl: 'weg, warmt niet op' } },
    { code: 7, id: 'levels-off', name: { en: 'lost, levels off below the limit', nl: 'weg, blijft onder de grens' } },
    { code: 8, id: 'too-uncertain', name: { en: 'lost, time too uncertain', nl: 'weg, tijd te onzeker' } },
    { code: 9, id: 'exceeded', name: { en: 'lost, limit exceeded', nl: 'weg, grens overschreden' } },
  ],
  plausible: [0, 9],
  precision: 0,
  deadband: 0,
  intervalSeconds: 60,
  staleSeconds: 180,
  defaults: [],
  hints: [],
});
