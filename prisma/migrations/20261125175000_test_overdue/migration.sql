-- Every site watches whether the tests that its plan asks for are done in time. New sites get this rule when they are made.
INSERT INTO "rule" ("id", "site_id", "type", "params", "priority", "cause", "consequence", "response")
SELECT gen_random_uuid(), s."id", 'test-overdue', '{"graceSeconds": 0}'::jsonb, 'medium',
    '{"en": "A test that the plan asks for was not done by its latest day, or what was done does not count.", "nl": "Een test die het plan vraagt is niet uiterlijk op zijn laatste dag gedaan, of wat gedaan is telt niet."}'::jsonb,
    '{"en": "Nobody knows whether the emergency power works when the mains fails.", "nl": "Niemand weet of de noodstroom werkt als het net uitvalt."}'::jsonb,
    '{"en": "Open Emergency power, Test plan: it says which test is late and why the last runs do not count. Do the test, or change the plan with whoever answers for it. The alarm ends when a test counts.", "nl": "Open Noodstroom, Testplan: daar staat welke test te laat is en waarom de laatste runs niet tellen. Doe de test, of wijzig het plan met wie ervoor verantwoordelijk is. Het alarm eindigt zodra een test telt."}'::jsonb
FROM "site" s
WHERE NOT EXISTS (SELECT 1 FROM "rule" o WHERE o."site_id" = s."id" AND o."type" = 'test-overdue');
