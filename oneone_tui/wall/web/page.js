"use strict";
(() => {
  const isMe = document.documentElement.classList.contains("me");
  const byId = (id) => document.getElementById(id);
  const main = byId("main"), spoken = byId("spoken"), foot = byId("foot");
  const PAGE_MS = 12000, QUIET_MS = 40000, SAMPLE_MS = 60000;

  // Text is only ever set as text: nothing that somebody typed is read as markup.
  const make = (tag, props = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (value !== "" && value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children.flat(Infinity).filter((child) => child !== "" && child !== null));
    return node;
  };

  // ---------------------------------------------------------------- the time
  // The server tells its time with everything it sends. The message that came with the least delay
  // is the truest; this machine's own clock plays no part.
  let base = null;
  const sessionTime = () =>
    base ? base.now + (performance.now() - base.at) * base.speed : 0;
  const takeTime = (now, speed) => {
    const at = performance.now();
    const ahead = base ? now - sessionTime() : Infinity;
    const isStale = !base || base.speed !== speed || at - base.at > SAMPLE_MS;
    if (isStale || ahead > 0 || ahead < -1000 * speed) base = { now, speed, at };
  };
  const left = (countdown) =>
    countdown.ends ? (Date.parse(countdown.ends) - sessionTime()) / 1000 : countdown.left || 0;
  const format = (seconds) => {
    const whole = Math.ceil(seconds - 0.02), count = Math.abs(whole);
    return (whole < 0 ? "+" : "") + Math.floor(count / 60) + ":" +
      String(count % 60).padStart(2, "0");
  };

  // ---------------------------------------------------------------- the frame
  let view = null, stage = 0, utcOffset = 0, ticking = [];
  const set = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  const countdownNode = (countdown, decorate) => {
    const node = make("span");
    ticking.push(() => set(node, decorate(left(countdown))));
    return node;
  };
  const showFrame = (frame) => {
    set(byId("title"), frame.title || "1:1");
    set(byId("ends"), frame.times || "");
    const slip = byId("slip");
    set(slip, frame.slip || "");
    slip.className = frame.is_late ? "late" : "muted";
    const here = stage;
    byId("stages").replaceChildren(...frame.stages.map(([name, minutes], index) =>
      make("li", index === here ? { "aria-current": "step" } : {},
        (index < here ? "✓ " : index === here ? "▶ " : "· ") + name +
        (minutes ? " " + minutes : ""))));
  };
  const timeNode = (clock) => {
    const node = make("p", { class: "time", role: "timer", "aria-live": "off",
      "data-alarm": clock.alarm || "calm" });
    ticking.push(() => {
      const text = format(left(clock.countdown));
      const short = clock.alarm === "paused" || text === "0:00" ? text : text.replace(/^0:/, "");
      const shown = isLarge ? short : text;
      set(node, shown);
      if (node.dataset.length !== String(shown.length)) node.dataset.length = shown.length;
    });
    return node;
  };
  let isLarge = false;
  const wordsNode = (clock) => {
    if (!clock.words) return "";
    const words = make("span", { class: "words" }, clock.words);
    if (clock.moves_on) {
      words.append(countdownNode(clock.moves_on, (s) => ", next in " + format(Math.max(s, 0))));
    }
    return words;
  };
  const headingNode = (clock) => {
    const heading = make("h2", {}, clock.title);
    const words = wordsNode(clock);
    if (words) heading.append("   ", words);
    return heading;
  };
  const nextNode = (frame) =>
    frame.following ? make("p", { class: "muted" }, "next  " + frame.following) : "";

  // ---------------------------------------------------------------- the parts
  const above = (frame, question) => frame.clock
    ? make("div", { class: "above" },
        make("div", {}, headingNode(frame.clock),
          question ? make("p", { class: "prompt" }, question) : nextNode(frame)),
        timeNode(frame.clock))
    : "";
  const section = (title, ...children) => {
    const found = children.flat().filter((child) => child !== "");
    return found.length ? [make("h3", {}, title), ...found] : [];
  };
  const paragraph = (text) => (text ? make("p", {}, text) : "");
  const list = (name, items) => (items.length ? make("ul", { class: name }, items) : "");
  const pairNode = (pair) => make("li", {},
    make("span", { class: "number" }, String(pair.number)),
    make("strong", {}, pair.organizer), pair.organizee ? " → " + pair.organizee : "",
    pair.beside ? make("span", { class: "muted" }, "  " + pair.beside) : "");
  const pairList = (pairs) => {
    const nodes = [];
    let team = "", items = [];
    const close = () => { if (items.length) nodes.push(list("pairs", items)); items = []; };
    for (const pair of pairs) {
      if ((pair.team || "") !== team) {
        close();
        team = pair.team;
        nodes.push(make("h3", {}, team));
      }
      items.push(pairNode(pair));
    }
    close();
    return nodes;
  };
  const rolesNode = (roles) => roles.length
    ? make("dl", { class: "roles" },
        roles.map(([role, text]) => [make("dt", {}, role), make("dd", {}, text)]))
    : "";
  const board = (columns) => make("div", { class: "columns" }, columns.map((column) =>
    make("section", {}, make("h3", {}, column.title), list("", column.lines.map((line) =>
      make("li", {}, line.is_common ? "★ ×" + line.times + " " : "· ",
        line.owner ? make("strong", {}, line.owner + ": ") : "",
        line.is_common ? make("strong", {}, line.text) : line.text))))));
  const said = (who, text, by) => make("li", {}, "· ",
    who ? make("strong", {}, who + ": ") : "", text,
    by ? make("strong", {}, "  by " + by) : "");
  const doing = (part) => {
    if (part.trio_switch) return make("p", { class: "switch" }, part.trio_switch);
    if (!part.trio) return "";
    const line = make("p", {}, "Trios: " + part.trio);
    line.append(countdownNode(part.trio_clock,
      (s) => (s > 60 ? ", " + Math.ceil(s / 60) + " min left"
        : s > 0 ? ", " + format(s) : ", time is up")));
    return line;
  };

  const parts = {
    setup: (frame, part) => [above(frame), make("div", { class: "split" },
      make("div", {}, section("Our campaign", paragraph(part.campaign)),
        section("Our ask", paragraph(part.ask)),
        section("What this is for", list("said", part.goals.map((goal) => said("", goal)))),
        section("Who does what", list("", part.roles.map(([team, role, name]) =>
          make("li", {}, (team ? team + " · " : "") + role + ": ", make("strong", {}, name)))))),
      make("div", {}, make("h3", {}, "Agenda"), make("table", { class: "agenda" },
        make("tbody", {}, part.agenda.map((line) => make("tr",
          line.is_current ? { "aria-current": "step" } : {},
          make("th", { scope: "row" }, line.at), make("td", {}, line.title),
          make("td", {}, line.minutes + " min"))),
          make("tr", {}, make("th", { scope: "row" }, part.ends), make("td", {}, "ends"),
            make("td", {}))))))],
    pairing: (frame, part) => [above(frame), part.pairs.length
      ? make("p", { class: "prompt" }, "Find your partner. The first-named begins as organizer.")
      : make("p", { class: "prompt" }, "The pairs are drawn in a moment"),
      ...(part.others || []).map(paragraph), ...pairList(part.pairs)],
    rounds: (frame, part) => {
      if (!frame.clock) {
        return [make("p", { class: "prompt" }, frame.is_finished
          ? "The workshop is over" : "The rounds begin in a moment"), ...pairList(part.pairs)];
      }
      isLarge = true;
      return [make("div", { class: "large" }, headingNode(frame.clock), timeNode(frame.clock),
        make("p", { class: part.switch ? "prompt switch" : "prompt" }, part.switch || part.prompt),
        doing(part), nextNode(frame), rolesNode(part.roles))];
    },
    "report-back": (frame, part) => [above(frame, part.question), ...part.teams.flatMap((team) => [
      team.pair ? make("p", { class: "prompt" },
        (team.team ? team.team + " · pair " : "Pair ") + team.pair)
        : team.team ? make("h3", {}, team.team) : "", board(team.columns)])],
    summary: (frame, part) => [above(frame), ...part.teams.flatMap((team) => {
      const where = team.team ? "  " + team.team : "";
      return [
        ...section("Reports to the larger group" + where,
          team.reporter ? make("p", { class: "prompt" }, team.reporter) : ""),
        make("div", { class: "split" },
          make("div", {}, section("Takeaways" + where,
            list("said", team.takeaways.map(([who, text]) => said(who, text))))),
          make("div", {}, section("Commitments" + where,
            list("said", team.commitments.map(([who, text, by]) => said(who, text, by))))))];
    })],
    "larger-group": (frame, part) => [above(frame),
      ...section("We report to each other, in this order", make("ol", {}, part.turns.map((turn) =>
        make("li", {}, turn.number + " ", make("strong", {}, turn.team), "  " + turn.length + "  ",
          turn.reporter || "nobody chosen yet")))), board(part.columns)],
    me: (frame, part) => {
      const chosen = part.pairs.find((pair) => String(pair.number) === location.hash.slice(1));
      if (!chosen) {
        return [make("h2", {}, "Which pair are you?"), make("div", { class: "choose" },
          part.pairs.map((pair) => {
            const button = make("button", { type: "button" },
              pair.number + "  " + pair.organizer +
              (pair.organizee ? " & " + pair.organizee : "") +
              (pair.beside ? " · " + pair.beside : ""));
            button.addEventListener("click", () => { location.hash = pair.number; });
            return button;
          })), part.pairs.length ? "" : make("p", {}, "The pairs are drawn in a moment.")];
      }
      isLarge = Boolean(frame.clock);
      const other = make("button", { type: "button" }, "Another pair");
      other.addEventListener("click", () => { location.hash = ""; });
      return [make("div", { class: "large" },
        make("h2", {}, "Pair " + chosen.number),
        make("p", {}, make("strong", {}, chosen.organizer),
          chosen.organizee ? " organizes, " : "",
          chosen.organizee ? make("strong", {}, chosen.organizee) : "",
          chosen.organizee ? " is the organizee" : "",
          chosen.beside ? " · " + chosen.beside : ""),
        frame.clock ? headingNode(frame.clock) : make("p", { class: "muted" },
          frame.is_finished ? "The workshop is over" : "Not started yet"),
        frame.clock ? timeNode(frame.clock) : "",
        make("p", { class: part.switch ? "prompt switch" : "prompt" }, part.switch || part.prompt),
        doing(part), rolesNode(part.roles), nextNode(frame)), make("p", {}, other)];
    },
  };

  // ---------------------------------------------------------------- fitting and pages
  let turnedAt = performance.now();
  const isScreen = () => !isMe && matchMedia("(min-width: 900px)").matches;
  const fit = () => {
    const root = document.documentElement;
    if (!isScreen()) { root.style.removeProperty("--size"); return; }
    let low = 0.9, high = 2.6;  // in hundredths of the width
    for (let step = 0; step < 7; step += 1) {
      const size = (low + high) / 2;
      root.style.setProperty("--size", size + "vw");
      if (main.scrollHeight > main.clientHeight + 1) high = size; else low = size;
    }
    root.style.setProperty("--size", Math.max(low, 1.1) + "vw");
  };
  const turnPage = () => {
    const hidden = main.scrollHeight - main.clientHeight;
    if (!isScreen() || hidden <= 1 || performance.now() - turnedAt < PAGE_MS) return;
    turnedAt = performance.now();
    main.scrollTop = main.scrollTop >= hidden - 1 ? 0 : main.scrollTop + main.clientHeight * 0.9;
  };

  const show = () => {
    if (!view) return;
    ticking = [];
    isLarge = false;
    showFrame(view.frame);
    const type = isMe ? "me" : view.part.type;
    main.replaceChildren(...parts[type](view.frame, view.part).flat(Infinity).filter((n) => n !== ""));
    tick();
    fit();
    if (view.cue && spoken.textContent !== view.cue) spoken.textContent = view.cue;
  };
  const tick = () => {
    for (const each of ticking) each();
    const now = new Date(sessionTime());
    set(byId("now"), base ? clockTime(now) : "");
    turnPage();
  };
  // The time of day as at the console: its distance from UTC comes with the frame.
  const clockTime = (now) => {
    const there = new Date(now.getTime() + utcOffset * 1000);
    return there.toISOString().slice(11, 16);
  };
  const schedule = () => {
    // At the next change of the second that the clock shows.
    let wait = 250;
    const clock = view && view.frame.clock;
    if (clock && clock.countdown.ends && base) {
      const rest = left(clock.countdown);
      wait = ((rest - 0.02 - Math.floor(rest - 0.02)) * 1000) / base.speed + 2;
    }
    setTimeout(() => { if (view) tick(); schedule(); }, Math.min(Math.max(wait, 30), 1000));
  };

  // ---------------------------------------------------------------- the connection
  let source = null, heardAt = performance.now(), retry = 0, waiting = null;
  const cutOff = () => {
    if (source) source.close();
    source = null;
    set(foot, "Cut off from the console. The clock goes on by itself; trying again…");
    if (!waiting) {
      retry = Math.min(retry ? retry * 1.5 : 500, 4000);
      waiting = setTimeout(() => { waiting = null; connect(); }, retry + Math.random() * 250);
    }
  };
  const heard = (data) => {
    heardAt = performance.now();
    retry = 0;
    takeTime(data.now, data.speed);
    set(foot, data.notice || "");
  };
  const connect = () => {
    heardAt = performance.now();
    source = new EventSource(location.pathname.replace(/\/$/, "") + "/events");
    source.addEventListener("view", (event) => {
      const data = JSON.parse(event.data);
      heard(data);
      view = data.view;
      stage = data.stage;
      utcOffset = data.utc_offset;
      show();
    });
    source.addEventListener("time", (event) => heard(JSON.parse(event.data)));
    source.onerror = cutOff;
  };
  setInterval(() => { if (source && performance.now() - heardAt > QUIET_MS) cutOff(); }, 2000);
  addEventListener("hashchange", show);
  addEventListener("resize", fit);
  addEventListener("pageshow", (event) => { if (event.persisted && !source) connect(); });
  connect();
  schedule();
})();
