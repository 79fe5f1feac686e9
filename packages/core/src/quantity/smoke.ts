import { limitRule, staleRule, stateRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

const respond = {
  en: 'Go and look in pairs, with radio. Switch nothing off before you know the source. Fire is decided by the fire panel, not here.',
  nl: 'Ga met zijn tweeën kijken, met portofoon. Schakel niets uit voordat de bron bekend is. Brand wordt beslist door de brandmeldcentrale, niet hier.',
};

/**
 * Aspirating smoke detection. Default limits are the levels Alert 0.08 and Action 0.14 %/m as pre-alarms for staff (domain.md 2.4);
 * the fire levels belong to the panel. The detector delays by itself: no dwell (domain.md 2.5).
 */
export const smokeObscuration = defineQuantity({
  id: 'smoke-obscuration',
  family: 'smoke',
  name: { en: 'smoke obscuration', nl: 'rookverduistering' },
  unit: '%obs/m',
  kind: 'number',
  plausible: [0, 32],
  sentinels: wireSentinels,
  precision: 3,
  deadband: 0.005,
  intervalSeconds: 5,
  staleSeconds: 30,
  headline: true,
  defaults: [
    limitRule(
      { high: { warning: 0.08, critical: 0.14 }, hysteresis: 0.016, dwellSeconds: 0, holdOffSeconds: 60 },
      {
        priority: 'high',
        latching: true,
        cause: {
          en: 'Smouldering cable or component, dust from work, exhaust gas drawn in.',
          nl: 'Smeulende kabel of component, stof van werkzaamheden, aangezogen uitlaatgas.',
        },
        consequence: {
          en: 'The earliest sign of a fire, long before the extinguishing gas.',
          nl: 'Het vroegste teken van brand, ruim vóór het blusgas.',
        },
        response: respond,
        respondWithinMinutes: 3,
      },
    ),
    staleRule(30, 'high'),
  ],
  hints: ['obscuration', 'smoke level', 'smoke obscuration', 'vesda', 'aspirating'],
});

/** A smoke contact. Latches, because smoke that went away still had a source (domain.md 4). */
export const smoke = defineQuantity({
  id: 'smoke',
  family: 'smoke',
  name: { en: 'smoke', nl: 'rook' },
  unit: '',
  kind: 'state',
  states: [
    {
      code: 0,
      id: 'clear',
      name: { en: 'no smoke', nl: 'geen rook' },
      aliases: ['false', 'off', 'normal', 'ok', 'no smoke', 'idle'],
    },
    { code: 2, id: 'fault', name: { en: 'fault', nl: 'storing' }, aliases: ['trouble', 'error', 'dirty'] },
    { code: 1, id: 'smoke', name: { en: 'smoke', nl: 'rook' }, aliases: ['true', 'on', 'alarm', 'detected'] },
  ],
  plausible: [0, 2],
  precision: 0,
  deadband: 0,
  intervalSeconds: 60,
  staleSeconds: 180,
  headline: true,
  defaults: [
    stateRule(
      { bad: { smoke: 'critical' }, keeps: ['fault'] },
      {
        priority: 'critical',
        latching: true,
        cause: { en: 'Fire, smouldering, or dust in the detector.', nl: 'Brand, een smeulbrand, of stof in de melder.' },
        consequence: { en: 'Danger for people and equipment.', nl: 'Gevaar voor mensen en apparatuur.' },
        response: respond,
        respondWithinMinutes: 3,
      },
    ),
    stateRule(
      { bad: { fault: 'critical' } },
      {
        priority: 'medium',
        cause: { en: 'Detector dirty or defective.', nl: 'Melder vervuild of defect.' },
        consequence: { en: 'This place has no smoke detection.', nl: 'Deze plek heeft geen rookdetectie.' },
        response: { en: 'Clean or replace the detector.', nl: 'Reinig of vervang de melder.' },
        respondWithinMinutes: 480,
      },
    ),
    staleRule(180, 'medium'),
  ],
  hints: ['smoke', 'rook', 'rookmelder'],
});
