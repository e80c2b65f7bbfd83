// What code scanning reads of our findings holds to the published schema of SARIF.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { guidepost } from './site.mjs';

const require = createRequire(import.meta.url);
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

const fixture = fileURLToPath(new URL('fixtures/findings', import.meta.url));

/** What `guidepost check --format sarif` writes about a site in a folder. */
function log(folder, site) {
  const binary = guidepost();
  const run = spawnSync(binary, ['check', site, '--format', 'sarif', '--quiet'], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(run.stderr, '');
  return JSON.parse(run.stdout);
}

/** Complains where a value is not what the schema says. */
function validate(value) {
  // The schema is of draft 4, which names itself by `id`.
  const ajv = new Ajv({ schemaId: 'id', meta: false, format: 'full', allErrors: true });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  const isValid = ajv.validate(schema, value);
  assert.ok(isValid, ajv.errorsText());
}

test('findings of every kind hold to the schema', () => {
  const found = log(fixture, '.');
  validate(found);
  const [{ results }] = found.runs;
  const levels = new Set(results.map(({ level }) => level));
  assert.deepEqual([...levels].sort(), ['error', 'note', 'warning']);
  assert.ok(results.some(({ fixes }) => fixes), 'an edit');
  const places = results.map(({ locations }) => locations[0].physicalLocation);
  assert.ok(places.some(({ region }) => !region), 'a finding about a whole file');
  for (const { artifactLocation } of places) {
    const file = path.join(fixture, decodeURIComponent(artifactLocation.uri));
    assert.ok(existsSync(file), file);
  }
});

test('a site does so wherever it lies', () => {
  const uriFrom = (folder, site) => {
    const found = log(folder, site);
    validate(found);
    return found.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
  };
  assert.match(uriFrom(path.dirname(fixture), fixture), /^findings\/content\//);
  assert.match(uriFrom(path.join(fixture, 'content'), '..'), /^en-us\//);
  assert.match(uriFrom(path.join(fixture, 'content/en-us'), '../../../findings'), /^a%2C%20b\//);
  assert.match(uriFrom(tmpdir(), fixture), /^file:\/\/\//);
});

test('a breach of the schema would be noticed', () => {
  const found = log(fixture, '.');
  found.runs[0].results[0].level = 'suggestion';
  assert.throws(() => validate(found), /level/);
});
