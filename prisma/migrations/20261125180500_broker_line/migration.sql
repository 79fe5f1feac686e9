-- Every site watches the line to its broker. New sites get this rule when they are made.
INSERT INTO "rule" ("id", "site_id", "type", "params", "priority", "cause", "consequence", "response")
SELECT gen_random_uuid(), s."id", 'broker-line', '{"graceSeconds": 0}'::jsonb, 'high',
    '{"en": "The broker, its listener or a bridge is down, the network between the devices and Wachter is cut, or a password or certificate of the line has ended.", "nl": "De broker, zijn listener of een bridge ligt eruit, het netwerk tussen de apparaten en Wachter is onderbroken, of een wachtwoord of certificaat van de lijn is verlopen."}'::jsonb,
    '{"en": "Nothing is measured: no limit of this site raises an alarm until the line is back. What devices keep in their buffers comes later.", "nl": "Er wordt niets gemeten: geen grens van deze locatie geeft alarm tot de lijn terug is. Wat apparaten bufferen komt later."}'::jsonb,
    '{"en": "Look whether the broker runs and is reached by the network of the devices; watch the rooms in person until values arrive again.", "nl": "Kijk of de broker draait en vanuit het netwerk van de apparaten bereikbaar is; let zelf op de ruimten tot er weer waarden binnenkomen."}'::jsonb
FROM "site" s
WHERE NOT EXISTS (SELECT 1 FROM "rule" o WHERE o."site_id" = s."id" AND o."type" = 'broker-line');
