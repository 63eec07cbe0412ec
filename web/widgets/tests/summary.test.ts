// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { groupsOf } from "../groups.ts";
import { recognised, verdictOf } from "../verdict.ts";
import { finding, report } from "./report.ts";

const advice = (title = "Råd.") => finding({ code: "PLO-STA-003", severity: "advarsel", title });

test("a report without findings is «Gyldig»", () => {
  assert.deepEqual(verdictOf(report([])), { kind: "valid", words: "Gyldig" });
});

test("a valid report tells how much advice there is", () => {
  assert.equal(verdictOf(report([advice(), advice()])).words, "Gyldig, 2 advarsler");
});

test("errors and advice are counted in words, each with its own number", () => {
  const verdict = verdictOf(report([finding(), finding(), advice(), finding({ severity: "merknad" })]));
  assert.deepEqual(verdict, { kind: "feil", words: "2 feil, 1 advarsel, 1 merknad" });
});

test("a message that cannot be read says so instead of counting", () => {
  assert.equal(verdictOf(report([finding({ code: "XML-KUTTET" })])).words, "Kunne ikke lese");
});

test("a step that crashed stops the control, whatever else was found", () => {
  const found = [finding({ code: "XML-TAGG" }), finding({ code: "KIT-STEG" })];
  assert.equal(verdictOf(report(found)).words, "Kontrollen stoppet");
});

test("no report yet is not a verdict", () => {
  assert.equal(verdictOf(null).kind, "waiting");
});

test("the head names the message, its version and the envelope around it", () => {
  assert.equal(recognised(report([])), "Innleggelsesrapport 1.6 i hodemelding 1.2");
  assert.equal(recognised(report([finding({ code: "PLO-HOD-001" })])), "Innleggelsesrapport 1.6");
  const nothing = { standard: null, message_type: null, version: null };
  assert.equal(recognised(report([finding()], nothing)), "Ukjent meldingstype");
  assert.equal(recognised(report([finding({ code: "XML-TOM" })], nothing)), "");
});

test("groups come in reading order and empty ones are left out", () => {
  const groups = groupsOf(report([advice(), finding(), finding({ code: "XML-TAGG" })]));
  assert.deepEqual(groups.map(({ name }) => name), ["lesing", "feil", "raad"]);
});

test("findings with the same code and title fold into one card with every place", () => {
  const [group] = groupsOf(report([finding({ line: 3 }), finding({ line: 9 }), finding({ title: "Noe annet." })]));
  assert.deepEqual(group?.items.map(({ places }) => places.map(({ line }) => line)), [[3, 9], [1]]);
});
