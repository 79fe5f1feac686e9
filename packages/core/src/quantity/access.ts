import { staleRule, stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';

const base = { unit: '', kind: 'state', precision: 0, deadband: 0, intervalSeconds: 60, staleSeconds: 300 } as const;

/**
 * Door contact. Held = open longer than 30 s, forced = opened without grant (domain.md 2.5, 9.3). `true` on the wire means open, as for
 * most contacts; a dialect whose contact says `true` for closed turns it round (payloads.md, rule 6).
 */
export const door = defineQuantity({
  ...base,
  id: 'door',
  family: 'door',
  name: { en: 'door', nl: 'deur' },
  states: [
    {
      code: 0,
      id: 'closed',
      name: { en: 'closed', nl: 'gesloten' },
      aliases: ['false', 'off', 'close', 'locked', 'dicht', 'gesloten', 'normal'],
    },
    { code: 1, id: 'open', name: { en: 'open', nl: 'open' }, aliases: ['true', 'on', 'opened', 'unlocked', 'dooropen'] },
    {
      code: 2,
      id: 'held',
      name: { en: 'held open', nl: 'te lang open' },
      aliases: ['door_held', 'door held', 'dooropentoolong', 'held open'],
    },
    {
      code: 3,
      id: 'forced',
      name: { en: 'forced', nl: 'geforceerd' },
      aliases: ['door_forced', 'door forced', 'doorforcedopen', 'forced open'],
    },
  ],
  plausible: [0, 3],
  headline: true,
  defaults: [
    stateRule(
      { bad: { forced: 'critical' }, keeps: ['open', 'held'] },
      {
        priority: 'critical',
        latching: true,
        cause: {
          en: 'The door opened without a granted badge or exit request.',
          nl: 'De deur ging open zonder geldige pas of uitgangsverzoek.',
        },
        consequence: { en: 'Somebody may be inside who should not be.', nl: 'Er kan iemand binnen zijn die daar niet hoort.' },
        response: {
          en: 'Look at the camera of this door, then send security.',
          nl: 'Bekijk de camera van deze deur en stuur beveiliging.',
        },
        respondWithinMinutes: 5,
      },
    ),
    stateRule(
      { bad: { held: 'warning' }, held: { open: { level: 'warning', afterSeconds: 30 } }, keeps: ['forced'] },
      {
        priority: 'high',
        cause: {
          en: 'Door wedged open, delivery, or a defective closer.',
          nl: 'Deur vastgezet, levering, of een defecte deurdranger.',
        },
        consequence: {
          en: 'Anyone can walk in; the room loses pressure and cold air.',
          nl: 'Iedereen kan naar binnen; de ruimte verliest druk en koude lucht.',
        },
        response: { en: 'Close the door; note who held it and why.', nl: 'Sluit de deur; noteer wie hem openhield en waarom.' },
        respondWithinMinutes: 10,
      },
    ),
    staleRule(300, 'medium'),
  ],
  hints: ['door', 'contact', 'deur', 'window', 'gate', 'opening'],
});

/** Movement. Information for other rules; no alarm by itself. */
export const motion = defineQuantity({
  ...base,
  id: 'motion',
  family: 'motion',
  name: { en: 'motion', nl: 'beweging' },
  states: [
    { code: 0, id: 'still', name: { en: 'no motion', nl: 'geen beweging' }, aliases: ['false', 'off', 'clear', 'none'] },
    { code: 1, id: 'motion', name: { en: 'motion', nl: 'beweging' }, aliases: ['true', 'on', 'detected', 'occupied'] },
  ],
  plausible: [0, 1],
  staleSeconds: 900,
  defaults: [],
  hints: ['motion', 'occupancy', 'presence', 'pir', 'beweging'],
});

/** Tamper contact of a device or cabinet. */
export const tamper = defineQuantity({
  ...base,
  id: 'tamper',
  family: 'tamper',
  name: { en: 'tamper', nl: 'sabotage' },
  states: [
    { code: 0, id: 'secure', name: { en: 'secure', nl: 'in orde' }, aliases: ['false', 'off', 'ok', 'normal', 'clear'] },
    {
      code: 1,
      id: 'tampered',
      name: { en: 'tampered', nl: 'geopend of gesaboteerd' },
      aliases: ['true', 'on', 'tamper', 'alarm'],
    },
  ],
  plausible: [0, 1],
  intervalSeconds: 300,
  staleSeconds: 3600,
  defaults: [
    stateRule(
      { bad: { tampered: 'critical' } },
      {
        priority: 'high',
        latching: true,
        cause: { en: 'Housing opened or sensor moved.', nl: 'Behuizing geopend of sensor verplaatst.' },
        consequence: {
          en: 'What this device says can no longer be trusted.',
          nl: 'Wat dit apparaat zegt is niet meer te vertrouwen.',
        },
        response: {
          en: 'Go and look; compare with camera and access log.',
          nl: 'Ga kijken; vergelijk met camera en toegangslogboek.',
        },
        respondWithinMinutes: 30,
      },
    ),
  ],
  hints: ['tamper', 'sabotage'],
});
