// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../engine.ts";
import { PageModel } from "../model.ts";
import { Pace } from "../pace.ts";
import { report } from "./report.ts";

class FakeWorker {
  readonly asked: { id: number; input: string }[] = [];
  ended = false;
  onmessage: (event: { data: unknown }) => void = () => {};
  onerror: () => void = () => {};
  onmessageerror: () => void = () => {};
  postMessage(question: { id: number; input: string }): void {
    this.asked.push(question);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: unknown): void {
    this.onmessage({ data });
  }
  answer(): void {
    this.say({ id: this.asked.at(-1)!.id, result: report([]) });
  }
}

function started(): { engine: Engine; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const make = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  };
  return { engine: new Engine(make), workers };
}

function ticket(text: string, log: string[]): { job: "validate"; input: string; done: (result: unknown) => void; failed: () => void } {
  return { job: "validate", input: text, done: () => void log.push(`done ${text}`), failed: () => void log.push(`failed ${text}`) };
}

test("a question does not wait for the worker to be ready, so that no time is lost", () => {
  const { engine, workers } = started();
  const log: string[] = [];
  engine.ask({}, ticket("a", log));
  assert.equal(workers[0]!.asked[0]!.input, "a");
  workers[0]!.say({ ready: true });
  assert.equal(workers[0]!.asked.length, 1);
  workers[0]!.answer();
  assert.deepEqual(log, ["done a"]);
});

test("only the newest text of a client is answered", () => {
  const { engine, workers } = started();
  const [log, client] = [[] as string[], {}];
  engine.ask(client, ticket("a", log));
  workers[0]!.say({ ready: true });
  for (const text of ["b", "c"]) engine.ask(client, ticket(text, log));
  workers[0]!.answer();
  workers[0]!.answer();
  assert.deepEqual(log, ["done c"]);
  assert.deepEqual(workers[0]!.asked.map(({ input }) => input), ["a", "c"]);
});

test("two clients share one worker and both get their answer", () => {
  const { engine, workers } = started();
  const log: string[] = [];
  engine.ask({}, ticket("a", log));
  engine.ask({}, ticket("b", log));
  workers[0]!.say({ ready: true });
  workers[0]!.answer();
  workers[0]!.answer();
  assert.deepEqual([log, workers.length], [["done a", "done b"], 1]);
});

test("a worker that is lost fails those who wait, and the next question starts another", () => {
  const { engine, workers } = started();
  const log: string[] = [];
  engine.ask({}, ticket("a", log));
  workers[0]!.onerror();
  assert.deepEqual([log, workers[0]!.ended], [["failed a"], true]);
  engine.ask({}, ticket("b", log));
  workers[1]!.say({ ready: true });
  workers[1]!.answer();
  assert.deepEqual(log, ["failed a", "done b"]);
});

test("a worker that says that it cannot start is lost too", () => {
  const { engine, workers } = started();
  const log: string[] = [];
  engine.ask({}, ticket("a", log));
  workers[0]!.say({ error: "bundle.json: 404" });
  assert.deepEqual(log, ["failed a"]);
});

test("the page's model tells of changes, and of each save once", () => {
  const model = new PageModel({ text: "a" });
  const log: string[] = [];
  model.on("change:text", () => log.push(`change ${model.get("text")}`));
  model.saved = (names) => log.push(`saved ${[...names].join()}`);
  model.set("text", "a");
  model.set("text", "b");
  model.save_changes();
  model.save_changes();
  assert.deepEqual(log, ["change b", "saved text"]);
});

test("a lone step goes to control at once; in a stretch of typing the last key decides", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  let acts = 0;
  const pace = new Pace(() => (acts += 1), () => now);
  pace.changed(true);
  assert.equal(acts, 1);
  for (now of [100, 200, 300]) pace.changed(true);
  assert.equal(acts, 1);
  context.mock.timers.tick(120);
  assert.equal(acts, 2);
  now = 310;
  pace.changed(false);
  assert.equal(acts, 3);
});
