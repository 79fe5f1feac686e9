import { defineWords } from '../define-words.ts';

export const about = defineWords({
  en: {
    title: 'Wachter informs people; it is not a safety system',
    safety:
      'Wachter is a supervisory information system. It is not a fire alarm control panel, a gas detection safety system, an extinguishing control or an access control system. Certified systems (EN 54, EN 12094, EN 60079-29, EN 60839) act on their own; the loss of Wachter must never reduce life safety, and a calm tile never means that a room is safe to enter.',
    readOnly: 'It only reads: it never writes to equipment. Acknowledging an alarm here never silences or resets a panel.',
    licence: 'Licence',
    licenceText: 'Apache License 2.0. Free to use, study, change and pass on.',
    versions: 'Versions',
    product: 'Wachter',
    server: 'Node.js',
    framework: 'Next.js',
    help: 'REST API',
    helpText: 'The document of the REST API is at {path}.',
  },
  nl: {
    title: 'Wachter informeert mensen; het is geen veiligheidssysteem',
    safety:
      'Wachter is een toezichthoudend informatiesysteem. Het is geen brandmeldcentrale, geen gasdetectie-veiligheidssysteem, geen blusbesturing en geen toegangscontrole. Gecertificeerde systemen (EN 54, EN 12094, EN 60079-29, EN 60839) werken zelfstandig; het wegvallen van Wachter mag de veiligheid van mensen nooit verminderen, en een rustige tegel betekent nooit dat een ruimte veilig te betreden is.',
    readOnly:
      'Het leest alleen: het schrijft nooit naar apparatuur. Een alarm hier bevestigen dempt of herstelt nooit een centrale.',
    licence: 'Licentie',
    licenceText: 'Apache License 2.0. Vrij te gebruiken, te bestuderen, te wijzigen en door te geven.',
    versions: 'Versies',
    product: 'Wachter',
    server: 'Node.js',
    framework: 'Next.js',
    help: 'REST-API',
    helpText: 'Het document van de REST-API staat op {path}.',
  },
});
