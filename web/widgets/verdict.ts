// SPDX-License-Identifier: MIT
// What a report says as a whole: a kind, which decides colour and symbol, and the same in words.
import type { Report, Severity } from "../engine/types.ts";
import { fill, words } from "./words.ts";

export type VerdictKind = "valid" | "feil" | "unreadable" | "stopped" | "waiting";

export interface Verdict {
  readonly kind: VerdictKind;
  readonly words: string;
}

const SEVERITIES: readonly Severity[] = ["feil", "advarsel", "merknad"];

export function verdictOf(report: Report | null): Verdict {
  if (report === null) return { kind: "waiting", words: words.verdict.waiting };
  const codes = report.findings.map((finding) => finding.code);
  if (codes.some((code) => code.startsWith("KIT-"))) return { kind: "stopped", words: words.verdict.stopped };
  if (codes.some((code) => code.startsWith("XML-"))) return { kind: "unreadable", words: words.verdict.unreadable };
  const counted = counts(report);
  if (!report.valid) return { kind: "feil", words: counted.join(", ") };
  return { kind: "valid", words: [words.verdict.valid, ...counted].join(", ") };
}

/** «2 feil», «1 advarsel»: one piece for each severity that occurs. */
function counts(report: Report): string[] {
  return SEVERITIES.flatMap((severity) => {
    const count = report.findings.filter((finding) => finding.severity === severity).length;
    const [one, many] = words.counts[severity];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
}

/** What was recognised: «Innleggelsesrapport 1.6 i hodemelding 1.2». */
export function recognised(report: Report | null): string {
  if (report === null) return "";
  const type = report.message_type ?? report.standard;
  if (type === null) return verdictOf(report).kind === "feil" ? words.result.unknown : "";
  const version = report.version ?? "";
  if (enveloped(report)) return fill(words.result.inside, { type, version });
  return fill(words.result.recognised, { type, version }).trim();
}

/** A care message stands in a hodemelding unless the rule that demands it says otherwise. */
function enveloped(report: Report): boolean {
  return report.standard === "PLO" && !report.findings.some((finding) => finding.code === "PLO-HOD-001");
}
