import { defineWords } from '../define-words.ts';

export const rules = defineWords({
  en: {
    edit: 'Edit',
    enabled: 'switched on',
    latching: 'held until reset',
    priority: 'Priority of the critical level',
    save: 'Save',
    cancel: 'Cancel',
    notBad: '–',
    audited: 'The change, with before and after and your name, goes into the audit trail and into the journal of an open alarm.',
  },
  nl: {
    edit: 'Bewerken',
    enabled: 'ingeschakeld',
    latching: 'vastgehouden tot herstel',
    priority: 'Prioriteit van het kritieke niveau',
    save: 'Opslaan',
    cancel: 'Annuleren',
    notBad: '–',
    audited: 'De wijziging, met voor en na en uw naam, komt in de audittrail en in het journaal van een open alarm.',
  },
});
