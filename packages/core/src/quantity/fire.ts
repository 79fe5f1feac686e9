import { staleRule, stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';

/**
 * Fire detection panel and extinguishing control as canonical states (domain.md 4; conditions of EN 54-2 and EN 12094-1, stale 90 s from 2.5).
 * Wachter mirrors: acknowledging here never silences or resets a panel.
 */
const fireResponse = {
  en: 'Follow the fire plan: evacuate, keep doors closed, meet the fire service. Nothing here silences or resets the panel.',
  nl: 'Volg het brandplan: ontruim, houd deuren dicht, vang de brandweer op. Niets hier stopt of herstelt de brandmeldcentrale.',
};

const common = {
  unit: '',
  kind: 'state',
  precision: 0,
  deadband: 0,
  intervalSeconds: 30,
  staleSeconds: 90,
  headline: true,
} as const;

export const firePanel = defineQuantity({
  ...common,
  id: 'fire-panel',
  family: 'fire-panel',
  name: { en: 'fire panel', nl: 'brandmeldcentrale' },
  states: [
    {
      code: 0,
      id: 'normal',
      name: { en: 'normal', nl: 'normaal' },
      aliases: ['false', 'off', 'ok', 'quiescent', 'rust', 'idle'],
    },
    { code: 5, id: 'test', name: { en: 'in test', nl: 'in test' }, aliases: ['testing', 'walk test'] },
    {
      code: 4,
      id: 'disabled',
      name: { en: 'disabled', nl: 'uitgeschakeld' },
      aliases: ['disable', 'isolated', 'isolate', 'buiten bedrijf'],
    },
    { code: 3, id: 'fault', name: { en: 'fault', nl: 'storing' }, aliases: ['trouble', 'error', 'storing'] },
    {
      code: 2,
      id: 'pre-alarm',
      name: { en: 'pre-alarm', nl: 'voorwaarschuwing' },
      aliases: ['pre_alarm', 'prealarm', 'alert', 'action', 'voorwaarschuwing'],
    },
    {
      code: 1,
      id: 'fire',
      name: { en: 'fire', nl: 'brand' },
      aliases: ['true', 'on', 'alarm', 'fire alarm', 'brand', 'brandalarm'],
    },
  ],
  plausible: [0, 5],
  defaults: [
    stateRule(
      { bad: { fire: 'critical' }, keeps: ['fault', 'disabled', 'test'] },
      {
        priority: 'critical',
        latching: true,
        cause: { en: 'The fire panel reports fire.', nl: 'De brandmeldcentrale meldt brand.' },
        consequence: { en: 'Danger of life. Extinguishing gas may be released.', nl: 'Levensgevaar. Er kan blusgas vrijkomen.' },
        response: fireResponse,
        respondWithinMinutes: 1,
      },
    ),
    stateRule(
      { bad: { 'pre-alarm': 'critical' }, keeps: ['fire'] },
      {
        priority: 'high',
        latching: true,
        cause: { en: 'A first detector or an early smoke level.', nl: 'Een eerste melder of een vroege rookwaarde.' },
        consequence: {
          en: 'A second detector makes it a fire alarm and may release gas.',
          nl: 'Een tweede melder maakt er brandalarm van en kan blusgas vrijgeven.',
        },
        response: {
          en: 'Investigate now, in pairs; know where the hold button is.',
          nl: 'Onderzoek nu, met zijn tweeën; weet waar de blokkeerknop is.',
        },
        respondWithinMinutes: 3,
      },
    ),
    stateRule(
      { bad: { fault: 'critical' } },
      {
        priority: 'high',
        latching: true,
        cause: {
          en: 'Zone, loop, power, battery, earth or transmission fault of the panel.',
          nl: 'Storing in groep, lus, voeding, accu, aarde of doormelding.',
        },
        consequence: {
          en: 'Part of the building may be without fire detection.',
          nl: 'Een deel van het gebouw kan zonder branddetectie zijn.',
        },
        response: {
          en: 'Read the panel, tell the maintainer, enter it in the logbook.',
          nl: 'Lees de centrale af, waarschuw de onderhouder, noteer het in het logboek.',
        },
        respondWithinMinutes: 30,
      },
    ),
    stateRule(
      { bad: { disabled: 'critical' } },
      {
        priority: 'medium',
        cause: { en: 'Somebody has isolated a zone or the panel.', nl: 'Iemand heeft een groep of de centrale uitgeschakeld.' },
        consequence: {
          en: 'No fire detection there until it is switched on again.',
          nl: 'Daar geen branddetectie totdat alles weer is ingeschakeld.',
        },
        response: {
          en: 'Find out who, why and until when; make sure it is switched on again.',
          nl: 'Ga na wie, waarom en tot wanneer; zorg dat alles weer wordt ingeschakeld.',
        },
        respondWithinMinutes: 60,
      },
    ),
    stateRule({ bad: { test: 'critical' } }, { priority: 'low' }),
    staleRule(90, 'high'),
  ],
  hints: ['fire', 'fire panel', 'panel', 'bmi', 'brand', 'brandmeld', 'fire alarm'],
});

export const suppression = defineQuantity({
  ...common,
  id: 'suppression',
  family: 'suppression',
  name: { en: 'gas extinguishing', nl: 'blusgasinstallatie' },
  states: [
    {
      code: 0,
      id: 'armed',
      name: { en: 'automatic, ready', nl: 'automatisch, gereed' },
      aliases: ['normal', 'ready', 'automatic', 'auto', 'ok', 'false', 'off', 'quiescent'],
    },
    {
      code: 1,
      id: 'manual-only',
      name: { en: 'manual only', nl: 'alleen handbediend' },
      aliases: ['manual', 'manual only', 'manual_only', 'hand'],
    },
    {
      code: 2,
      id: 'blocked',
      name: { en: 'blocked', nl: 'geblokkeerd' },
      aliases: ['isolated', 'mechanically isolated', 'geblokkeerd'],
    },
    {
      code: 3,
      id: 'door-open',
      name: { en: 'door or damper open', nl: 'deur of klep open' },
      aliases: ['door not closed', 'damper not closed', 'door open', 'damper open'],
    },
    { code: 4, id: 'disabled', name: { en: 'disabled', nl: 'uitgeschakeld' }, aliases: ['disable'] },
    { code: 5, id: 'fault', name: { en: 'fault', nl: 'storing' }, aliases: ['error', 'trouble', 'storing'] },
    {
      code: 6,
      id: 'low-pressure',
      name: { en: 'agent pressure or weight low', nl: 'druk of gewicht blusgas laag' },
      aliases: ['low pressure', 'low_pressure', 'weight loss', 'low agent'],
    },
    {
      code: 7,
      id: 'stage-1',
      name: { en: 'first detector', nl: 'eerste melder' },
      aliases: ['stage 1', 'stage_1', 'stage1', 'pre_alarm', 'pre-alarm', 'pre release'],
    },
    {
      code: 8,
      id: 'hold',
      name: { en: 'held or aborted', nl: 'tegengehouden' },
      aliases: ['abort', 'hold pressed', 'abort pressed', 'aborted'],
    },
    {
      code: 9,
      id: 'activated',
      name: { en: 'countdown to release', nl: 'aftellen tot blussing' },
      aliases: ['countdown', 'stage 2', 'stage_2', 'coincidence'],
    },
    { code: 10, id: 'released', name: { en: 'gas released', nl: 'blusgas vrijgegeven' }, aliases: ['release', 'true', 'on'] },
    { code: 11, id: 'discharged', name: { en: 'discharged', nl: 'afgeblazen' }, aliases: ['empty'] },
  ],
  plausible: [0, 11],
  defaults: [
    stateRule(
      { bad: { activated: 'critical', released: 'critical', discharged: 'critical' }, keeps: ['fault', 'disabled', 'hold'] },
      {
        priority: 'critical',
        latching: true,
        cause: { en: 'Two detectors or a manual release.', nl: 'Twee melders of een handmatige vrijgave.' },
        consequence: {
          en: 'The room fills with extinguishing gas: no place for people.',
          nl: 'De ruimte loopt vol blusgas: geen plek voor mensen.',
        },
        response: {
          en: 'Leave the room. Nobody goes in. Count people. Look at oxygen and carbon dioxide of the room, which prove nothing about safety.',
          nl: 'Verlaat de ruimte. Niemand gaat naar binnen. Tel de mensen. Kijk naar zuurstof en kooldioxide van de ruimte; die bewijzen geen veiligheid.',
        },
        respondWithinMinutes: 1,
      },
    ),
    stateRule(
      { bad: { 'stage-1': 'critical', hold: 'critical' }, keeps: ['activated', 'released', 'discharged'] },
      {
        priority: 'high',
        latching: true,
        cause: {
          en: 'One detector has tripped, or somebody holds the release back.',
          nl: 'Eén melder is aangesproken, of iemand houdt de blussing tegen.',
        },
        consequence: { en: 'Release may follow within seconds.', nl: 'Blussing kan binnen seconden volgen.' },
        response: { en: 'Leave the room and find out why from outside.', nl: 'Verlaat de ruimte en ga van buitenaf na waarom.' },
        respondWithinMinutes: 1,
      },
    ),
    stateRule(
      { bad: { 'low-pressure': 'critical', fault: 'critical' } },
      {
        priority: 'high',
        latching: true,
        cause: {
          en: 'A cylinder leaks or the control unit has a fault.',
          nl: 'Een cilinder lekt of de stuureenheid heeft een storing.',
        },
        consequence: { en: 'Extinguishing may not work.', nl: 'De blussing werkt mogelijk niet.' },
        response: { en: 'Call the maintainer; arrange fire watch.', nl: 'Bel de onderhouder; regel een brandwacht.' },
        respondWithinMinutes: 30,
      },
    ),
    stateRule(
      {
        bad: { blocked: 'critical', disabled: 'critical', 'manual-only': 'warning', 'door-open': 'warning' },
        keeps: ['stage-1', 'hold', 'activated', 'released', 'discharged'],
        dwellSeconds: 30,
      },
      {
        priority: 'high',
        cause: {
          en: 'Blocked or set to manual for work in the room, or a door is open.',
          nl: 'Geblokkeerd of op handbediening voor werk in de ruimte, of een deur staat open.',
        },
        consequence: { en: 'No automatic extinguishing.', nl: 'Geen automatische blussing.' },
        response: { en: 'Find out who, why and until when.', nl: 'Ga na wie, waarom en tot wanneer.' },
        respondWithinMinutes: 60,
      },
    ),
    staleRule(90, 'high'),
  ],
  hints: ['suppression', 'extinguishing', 'blusgas', 'gas release', 'agent'],
});
