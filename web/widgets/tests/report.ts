// SPDX-License-Identifier: MIT
// Reports for the tests, with only what a test cares about spelled out.
import type { Finding, Report } from "../../engine/types.ts";

export function finding(values: Partial<Finding> = {}): Finding {
  return {
    code: "XSD-MANGLER",
    severity: "feil",
    line: 1,
    column: 1,
    xpath: "/mh:MsgHead",
    title: "Avsenderen mangler HER-id.",
    explanation: "",
    remedy: "",
    consequence: null,
    source: null,
    fix: null,
    ...values,
  };
}

export function report(findings: Finding[], values: Partial<Report> = {}): Report {
  const valid = findings.every(({ severity }) => severity !== "feil");
  return { path: null, standard: "PLO", message_type: "Innleggelsesrapport", version: "1.6", valid, findings, ...values };
}
