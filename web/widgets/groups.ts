// SPDX-License-Identifier: MIT
// The findings in the order in which they are read: what stopped the control or the reading, what is wrong, advice.
import type { Finding, Report } from "../engine/types.ts";

export type GroupName = "kontroll" | "lesing" | "feil" | "raad";

/** One card: findings with the same code and title, told once with every place. */
export interface Item {
  readonly key: string;
  readonly finding: Finding;
  readonly places: readonly Finding[];
}

export interface Group {
  readonly name: GroupName;
  readonly items: readonly Item[];
}

const ORDER: readonly GroupName[] = ["kontroll", "lesing", "feil", "raad"];

export function groupsOf(report: Report | null): Group[] {
  const findings = report?.findings ?? [];
  return ORDER.map((name) => ({ name, items: fold(findings.filter((finding) => groupName(finding) === name)) })).filter(
    (group) => group.items.length > 0,
  );
}

export function keyOf(finding: Finding): string {
  return `${finding.code} ${finding.title}`;
}

function groupName(finding: Finding): GroupName {
  if (finding.code.startsWith("KIT-")) return "kontroll";
  if (finding.code.startsWith("XML-")) return "lesing";
  return finding.severity === "feil" ? "feil" : "raad";
}

function fold(findings: readonly Finding[]): Item[] {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = places.get(keyOf(finding));
    if (known) known.push(finding);
    else places.set(keyOf(finding), [finding]);
  }
  return [...places].map(([key, found]) => ({ key, finding: found[0]!, places: found }));
}
