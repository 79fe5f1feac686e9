import { type Guidance, limitRule, staleRule } from './default-rules.ts';
import { defineQuantity, type Priority, type Quantity, type Words } from './define.ts';
import { wireSentinels } from './sentinel.ts';

/**
 * Toxic gases and refrigerants. Limits: domain.md 2.2; delays 30/120 s, sample 10 s, stale 60 s, dead band 5 %, plausible from −5 % of
 * full scale: domain.md 2.5.
 */
interface Gas {
  readonly id: string;
  readonly name: Words;
  readonly unit?: string;
  readonly fullScale: number;
  readonly warning: number;
  readonly critical: number;
  readonly precision?: number;
  readonly priority: Priority;
  readonly isLatching?: boolean;
  readonly guidance: Guidance;
  readonly hints: readonly string[];
}

function gas(definition: Gas): Quantity {
  const { id, name, fullScale, warning, critical, guidance, hints, precision = 0 } = definition;
  return defineQuantity({
    id,
    family: id.replace(/-(protected-room|electronics)$/, ''),
    name,
    unit: definition.unit ?? 'ppm',
    kind: 'number',
    plausible: [-0.05 * fullScale, fullScale],
    sentinels: wireSentinels.filter((value) => value > fullScale || value < 0),
    precision,
    deadband: warning * 0.02,
    intervalSeconds: 10,
    staleSeconds: 60,
    defaults: [
      limitRule(
        { high: { warning, critical }, hysteresis: warning * 0.05, dwellSeconds: 30, holdOffSeconds: 120 },
        { priority: definition.priority, latching: definition.isLatching ?? false, ...guidance },
      ),
      staleRule(60, 'medium'),
    ],
    hints,
  });
}

const leaveRoom: Words = {
  en: 'Leave the room, ventilate, do not go back alone. Find the source with a hand-held meter.',
  nl: 'Verlaat de ruimte, ventileer, ga niet alleen terug. Zoek de bron met een handmeter.',
};

export const carbonMonoxide = gas({
  id: 'carbon-monoxide',
  name: { en: 'carbon monoxide', nl: 'koolmonoxide' },
  fullScale: 1000,
  warning: 20,
  critical: 100,
  priority: 'critical',
  isLatching: true,
  guidance: {
    cause: {
      en: 'Exhaust gas of a generator or vehicle, or smouldering.',
      nl: 'Uitlaatgas van een aggregaat of voertuig, of een smeulbrand.',
    },
    consequence: {
      en: 'Poisonous: 100 ppm must not last longer than 15 minutes.',
      nl: 'Giftig: 100 ppm mag niet langer dan 15 minuten duren.',
    },
    response: leaveRoom,
    respondWithinMinutes: 5,
  },
  hints: ['carbon monoxide', 'co', 'koolmonoxide'],
});

export const carbonDioxide = gas({
  id: 'carbon-dioxide',
  name: { en: 'carbon dioxide', nl: 'kooldioxide' },
  fullScale: 40_000,
  warning: 1000,
  critical: 5000,
  priority: 'high',
  guidance: {
    cause: { en: 'More people than fresh air.', nl: 'Meer mensen dan verse lucht.' },
    consequence: {
      en: 'Discomfort above 1000 ppm, a limit for people above 5000 ppm.',
      nl: 'Onbehagen boven 1000 ppm, een grens voor mensen boven 5000 ppm.',
    },
    response: {
      en: 'Ventilate; check the air handling of the room.',
      nl: 'Ventileer; controleer de luchtbehandeling van de ruimte.',
    },
    respondWithinMinutes: 60,
  },
  hints: ['carbon dioxide', 'co2', 'kooldioxide', 'eco2'],
});

export const carbonDioxideProtectedRoom = gas({
  id: 'carbon-dioxide-protected-room',
  name: { en: 'carbon dioxide, gas-protected room', nl: 'kooldioxide, ruimte met blusgas' },
  fullScale: 100_000,
  warning: 5000,
  critical: 15_000,
  priority: 'critical',
  isLatching: true,
  guidance: {
    cause: { en: 'Extinguishing gas was released or leaks.', nl: 'Blusgas is vrijgekomen of lekt.' },
    consequence: { en: 'From 30,000 ppm in danger of life.', nl: 'Vanaf 30.000 ppm levensgevaar.' },
    response: {
      en: 'Nobody goes in. Call for people inside, close doors, call the fire service.',
      nl: 'Niemand gaat naar binnen. Roep wie binnen is, sluit deuren, bel de brandweer.',
    },
    respondWithinMinutes: 5,
  },
  hints: ['protected room co2', 'protected room carbon dioxide', 'blusgas co2'],
});

const hydrogenSulphideGuidance: Guidance = {
  cause: { en: 'Overcharged or damaged lead batteries, or sewer gas.', nl: 'Overladen of beschadigde loodaccu’s, of rioolgas.' },
  consequence: {
    en: 'Poisonous for people, corrosive for silver and copper.',
    nl: 'Giftig voor mensen, corrosief voor zilver en koper.',
  },
  response: leaveRoom,
  respondWithinMinutes: 5,
};

export const hydrogenSulphide = gas({
  id: 'hydrogen-sulphide',
  name: { en: 'hydrogen sulphide', nl: 'zwavelwaterstof' },
  fullScale: 100,
  warning: 1.6,
  critical: 10,
  precision: 1,
  priority: 'critical',
  isLatching: true,
  guidance: hydrogenSulphideGuidance,
  hints: ['hydrogen sulphide', 'hydrogen sulfide', 'h2s', 'zwavelwaterstof'],
});

export const hydrogenSulphideElectronics = gas({
  id: 'hydrogen-sulphide-electronics',
  name: { en: 'hydrogen sulphide, corrosion', nl: 'zwavelwaterstof, corrosie' },
  unit: 'ppb',
  fullScale: 5000,
  warning: 3,
  critical: 10,
  precision: 1,
  priority: 'medium',
  guidance: {
    cause: { en: 'Polluted outside air or a source in the building.', nl: 'Vervuilde buitenlucht of een bron in het gebouw.' },
    consequence: {
      en: 'Silver and copper corrode; warranty of equipment may end.',
      nl: 'Zilver en koper corroderen; de garantie op apparatuur kan vervallen.',
    },
    response: {
      en: 'Check chemical filters and the corrosion class of the room.',
      nl: 'Controleer chemische filters en de corrosieklasse van de ruimte.',
    },
    respondWithinMinutes: 1440,
  },
  hints: ['h2s corrosion', 'h2s electronics'],
});

const refrigerantGuidance: Guidance = {
  cause: { en: 'A leak in a cooling circuit.', nl: 'Een lek in een koelcircuit.' },
  consequence: {
    en: 'Cooling fails as the circuit empties; heavy gas gathers at the floor and displaces air.',
    nl: 'De koeling valt uit als het circuit leegloopt; zwaar gas verzamelt zich bij de vloer en verdringt lucht.',
  },
  response: {
    en: 'Ventilate at floor level, keep people out, stop the unit, call the refrigeration engineer. Enter the loss in the refrigerant log.',
    nl: 'Ventileer bij de vloer, houd mensen buiten, stop de unit, bel de koeltechnicus. Noteer het verlies in het koudemiddellogboek.',
  },
  respondWithinMinutes: 15,
};

const flammableGuidance: Guidance = {
  ...refrigerantGuidance,
  consequence: {
    en: 'Mildly flammable gas (A2L). At a quarter of the flammable limit ignition sources must be off.',
    nl: 'Licht ontvlambaar gas (A2L). Bij een kwart van de explosiegrens moeten ontstekingsbronnen uit zijn.',
  },
};

export const r410a = gas({
  id: 'refrigerant-r410a',
  name: { en: 'refrigerant R-410A', nl: 'koudemiddel R-410A' },
  fullScale: 10_000,
  warning: 500,
  critical: 1000,
  priority: 'high',
  guidance: refrigerantGuidance,
  hints: ['r410a', 'refrigerant', 'koudemiddel', 'r 410a'],
});

export const r134a = gas({
  id: 'refrigerant-r134a',
  name: { en: 'refrigerant R-134a', nl: 'koudemiddel R-134a' },
  fullScale: 10_000,
  warning: 500,
  critical: 1000,
  priority: 'high',
  guidance: refrigerantGuidance,
  hints: ['r134a', 'r 134a'],
});

export const r32 = gas({
  id: 'refrigerant-r32',
  name: { en: 'refrigerant R-32', nl: 'koudemiddel R-32' },
  fullScale: 72_000,
  warning: 1000,
  critical: 36_000,
  priority: 'critical',
  isLatching: true,
  guidance: flammableGuidance,
  hints: ['r32', 'r 32'],
});

export const r1234ze = gas({
  id: 'refrigerant-r1234ze',
  name: { en: 'refrigerant R-1234ze', nl: 'koudemiddel R-1234ze' },
  fullScale: 32_000,
  warning: 800,
  critical: 16_000,
  priority: 'critical',
  isLatching: true,
  guidance: flammableGuidance,
  hints: ['r1234ze', 'r 1234ze'],
});
