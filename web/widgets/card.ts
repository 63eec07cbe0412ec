// SPDX-License-Identifier: MIT
// One finding as a card. A card is kept while its finding lasts, so that what the reader has opened stays open.
import { h, icon } from "./dom.ts";
import type { Item } from "./groups.ts";
import { Mend } from "./mend.ts";
import type { Finding, Fix } from "../engine/types.ts";
import { fill, words } from "./words.ts";

/** What a card can ask of the validator around it. */
export interface CardHost {
  /** The id of the editor. */
  readonly target: string;
  /** The address that a code's page in the Feilkatalog begins with; empty where there is none. */
  readonly catalogue: string;
  text(): string;
  go(finding: Finding): void;
  apply(fix: Fix): void;
}

/** More places than this are folded away. */
const SHOWN = 3;

export class Card {
  readonly element: HTMLLIElement;
  readonly #where = h("div", { class: "plo-where" });
  readonly #texts = h("dl");
  readonly #more: HTMLElement;
  readonly #details: HTMLDetailsElement;
  readonly #host: CardHost;
  readonly #mend: Mend;
  #item: Item | null = null;

  constructor(item: Item, host: CardHost) {
    this.#host = host;
    this.#mend = new Mend(
      () => host.text(),
      (fix) => host.apply(fix),
    );
    const { severity, title, code } = item.finding;
    this.#more = h("div");
    const summary = h("summary", {}, words.card.more, h("span", { class: "plo-hidden" }, `: ${title}`));
    this.#details = h("details", {}, summary, this.#more);
    const spoken = h("span", { class: "plo-hidden" }, `${words.severity[severity]}: `);
    const heading = h("p", { class: "plo-title" }, icon(words.icons[severity]), h("span", {}, spoken, title));
    const attributes = { class: "plo-card", "data-severity": severity, "data-code": code, tabindex: "-1" };
    this.element = h("li", attributes, heading, this.#where, this.#texts, this.#mend.element, this.#details);
    this.update(item);
  }

  update(item: Item): void {
    const before = this.#item;
    this.#item = item;
    if (before === null || !samePlaces(before, item)) this.#showPlaces(item);
    if (before === null || texts(before) !== texts(item)) this.#showTexts(item.finding);
    this.#mend.offer(item.finding.fix);
  }

  /** Mark the card when the caret stands on one of its lines. */
  here(line: number): void {
    const is = this.#item?.places.some((place) => place.line === line) ?? false;
    this.element.toggleAttribute("data-here", is);
  }

  #showPlaces(item: Item): void {
    const links = item.places.map((place) => this.#link(place));
    const rest = links.splice(SHOWN);
    const count = item.places.length;
    const told = count > 1 ? h("span", { class: "plo-count" }, fill(words.card.places, { count })) : null;
    this.#where.replaceChildren(...[told, ...spaced(links)].filter((child) => child !== null));
    if (rest.length === 0) return;
    const summary = h("summary", {}, fill(words.card.more_places, { count: rest.length }));
    this.#where.append(h("details", {}, summary, h("span", { class: "plo-places" }, ...spaced(rest))));
  }

  #link(place: Finding): HTMLAnchorElement {
    const link = h("a", { href: `#${this.#host.target}` }, fill(words.card.line, { line: place.line }));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#host.go(place);
    });
    return link;
  }

  #showTexts(finding: Finding): void {
    const rows: [string, string | null][] = [
      [words.card.consequence, finding.consequence],
      [words.card.remedy, finding.remedy || null],
    ];
    this.#texts.replaceChildren(...rows.flatMap(([term, text]) => (text ? [h("dt", {}, term), h("dd", {}, text)] : [])));
    const facts: [string, string | null][] = [
      [words.card.code, finding.code],
      [words.card.source, finding.source],
      [words.card.xpath, finding.xpath || null],
    ];
    this.#more.replaceChildren(
      ...(finding.explanation ? [h("p", {}, finding.explanation)] : []),
      h("dl", { class: "plo-facts" }, ...facts.flatMap(([term, text]) => (text ? [h("dt", {}, term), h("dd", {}, text)] : []))),
      ...this.#page(finding.code),
    );
  }

  /** The way to the page of a code, where the host has a Feilkatalog. */
  #page(code: string): HTMLElement[] {
    if (!this.#host.catalogue) return [];
    return [h("p", {}, h("a", { href: `${this.#host.catalogue}${code.toLowerCase()}.html` }, words.card.catalogue))];
  }
}

function spaced(links: HTMLAnchorElement[]): (HTMLAnchorElement | string)[] {
  return links.flatMap((link, at) => (at === 0 ? [link] : [" ", link]));
}

function samePlaces(one: Item, other: Item): boolean {
  const placesOf = (item: Item) => item.places.map((place) => `${place.line}:${place.column}`).join(" ");
  return placesOf(one) === placesOf(other);
}

function texts({ finding }: Item): string {
  return JSON.stringify([finding.consequence, finding.remedy, finding.explanation, finding.source, finding.xpath]);
}
