/**
 * Last part: the search inside the runner's process. Every test runs once more as it is, which tells what each of its
 * assertions reaches; suspicion is Ochiai's (Abreu, Zoeteweij, van Gemund: TAICPART 2007) over assertions. Candidates
 * then run likeliest first, with few loop turns at first and many for those that were cut off. Where no single one will
 * do, those with which more assertions hold are built on, a few at a time (beam search).
 */
export const SEARCH_TEXT = String.raw`
  // Values at the top of a file made anew, or as they were before that.
  function reload(t, places, on) {
    var own = t.kept = t.kept || {};
    Object.keys(places).map(Number).sort(function (a, b) { return a - b; }).forEach(function (k) {
      if (!t.L[k]) return;
      if (!on) { if (k in own) t.L[k][2](own[k]); delete own[k]; return; }
      own[k] = t.L[k][1]();
      t.L[k][2](t.L[k][0]());
    });
  }
  // Turns candidates on or off; false where they cannot be compiled, made, or lie in each other.
  function set(list, on) {
    var good = true;
    targets.forEach(function (t) {
      var edits = {}, values = {};
      list.forEach(function (c) {
        if (c.file !== t.file) return;
        c.values.forEach(function (k) { values[k] = true; });
        if (c.unit < 0) { for (var i = 0; i < c.parts.length; i += 2) t.G[c.parts[i]] = on ? c.parts[i + 1] : 0; }
        else edits[c.unit] = (edits[c.unit] || []).concat(c.edits);
      });
      try { reload(t, values, on); } catch (e) { good = false; }
      Object.keys(edits).forEach(function (u) {
        if (!on) { t.V[u] = null; return; }
        var own = edits[u].slice().sort(function (a, b) { return b[0] - a[0] || b[1] - a[1]; });
        for (var i = 1; i < own.length; i++) if (own[i][1] > own[i - 1][0]) { good = false; return; }
        var made = t.compile(Number(u), own);
        if (made) t.V[u] = made; else good = false;
      });
    });
    return good;
  }
  // Turns and time until a call counts as endless: few turns can take long, where a text doubles with each of them.
  var deadline = Infinity;
  function arm(max, ms) {
    deadline = ms === undefined ? Infinity : now() + ms;
    for (var i = 0; i < targets.length; i++) targets[i].arm(max);
  }
  function isCut() { return targets.some(function (t) { return t.isCut(); }); }
  function patience(test, factor, least) { return Math.max(20, Math.min(2000, least / 50), test.ms * factor); }
  // Runs a test, each assertion with as many loop turns as it is known to take times a factor; unknown ones get the least.
  async function runWithin(test, factor, least) {
    var at = 0, ms = patience(test, factor, least);
    function next() { arm(Math.max(least, (test.turns[at] || 0) * factor), ms); at++; }
    watch.each = next;
    next();
    var ok = await passes(test);
    watch.each = undefined;
    return ok;
  }
  function ticks() { return targets.reduce(function (m, t) { return Math.max(m, t.ticks()); }, 0); }
  function forget() { targets.forEach(function (t) { t.R.fill(0); }); }
  function reached() {
    var out = {};
    targets.forEach(function (t) {
      var own = out[t.file] = out[t.file] || new Set();
      t.R.forEach(function (x, i) { if (x) own.add(i); });
    });
    return out;
  }
  function size(reach) { return Object.keys(reach).reduce(function (n, f) { return n + reach[f].size; }, 0); }
  // What each assertion of a failing test reached, and whether it held.
  async function unitsOf(test, max) {
    var units = [], last, before = 0;
    test.turns = [];
    watch.soft = true;
    watch.each = function (good) {
      test.turns.push(ticks() - before);
      before = ticks();
      var reach = reached();
      if (size(reach) === 0) reach = last || reach;
      units.push({ ok: good, reach: last = reach });
      forget();
    };
    forget();
    arm(max, 10000);
    var ok = await passes(test);
    watch.soft = false;
    watch.each = undefined;
    test.turns.push(isCut() ? 0 : ticks() - before);
    if (!ok && units.every(function (u) { return u.ok; })) units.push({ ok: false, reach: reached() });
    return units;
  }
  function spectrumOf(units) {
    var failed = 0, places = {};
    units.forEach(function (u) {
      if (!u.ok) failed++;
      Object.keys(u.reach).forEach(function (f) {
        var own = places[f] = places[f] || {};
        u.reach[f].forEach(function (i) { var s = own[i] = own[i] || [0, 0]; s[u.ok ? 1 : 0]++; });
      });
    });
    return { failed: failed, passed: units.length - failed, places: places, of: function (file, place) {
      var s = places[file] && places[file][place];
      return s && s[0] > 0 ? s[0] / Math.sqrt(failed * (s[0] + s[1])) : 0;
    } };
  }
  async function search(failing, passing, out, started, budget) {
    var units = [], tests = failing.concat(passing), zero = 0, test;
    targets.forEach(function (t) { t.watchClock(function () { return now() > deadline; }); });
    for (test of tests) {
      forget();
      arm(5000000, 10000);
      var from = now(), ok = await passes(test);
      // What was cut off says nothing of how long it takes.
      test.cut = isCut();
      test.ms = test.cut ? 0 : now() - from;
      if (test === failing[0]) zero = counted();
      if (ok !== test.ok) { out.problem = "run again, the test \u201c" + test.name + "\u201d " + (ok ? "passes" : "fails"); return; }
      test.turns = [test.cut ? 0 : ticks()];
      if (ok) units.push({ ok: true, reach: reached() });
    }
    targets.forEach(function (t) { t.record(true); });
    targets.forEach(function (t) { t.E.fill(0); });
    for (test of failing) units = units.concat(await unitsOf(test, test.cut ? 200000 : 5000000));
    var entered = {};
    targets.forEach(function (t) { t.E.forEach(function (x, u) { if (x) entered[t.file + ":" + u] = true; }); });
    for (test of passing) { arm(5000000, 10000); await passes(test); test.turns = [ticks()]; }
    targets.forEach(function (t) { t.record(false); out.args.push([t.file, t.args]); });
    var spectrum = spectrumOf(units);
    out.units = [spectrum.failed, spectrum.passed];
    out.spectrum = Object.keys(spectrum.places).map(function (f) {
      return [Number(f), Object.keys(spectrum.places[f]).map(function (i) { return [Number(i)].concat(spectrum.places[f][i]); })];
    });
    var all = [], idle = [], seen = {};
    targets.forEach(function (t) {
      if (seen[t.file]) return;
      seen[t.file] = true;
      t.order.forEach(function (c) {
        var doubt = 0;
        for (var i = 0; i < c[2].length; i += 2) doubt = Math.max(doubt, spectrum.of(t.file, c[2][i]));
        // What is run at load is reached by no test: whoever reads the value is.
        c[6].forEach(function (k) {
          if (t.readers[k] === 0) doubt = Math.max(doubt, 0.5);
          else t.readers[k].forEach(function (place) { doubt = Math.max(doubt, spectrum.of(t.file, place)); });
        });
        // What was made before the tests, by a call nobody stands in for any more, is not reached by a stand-in.
        if (doubt > 0 && c[4] >= 0 && !entered[t.file + ":" + c[4]]) { out.escaped = true; return; }
        (doubt > 0 ? all : idle).push({ file: t.file, id: c[0], weight: c[1] * (0.25 + 0.75 * doubt), parts: c[2], kind: c[3], unit: c[4], edits: c[5], values: c[6] });
      });
    });
    // Assertions that hold with some candidates on, of those of the failing tests.
    async function held(list) {
      var sum = 0;
      if (!set(list, true)) { set(list, false); return -1; }
      watch.soft = true;
      for (var f of failing) { var ok = await runWithin(f, 10, 1000); sum += counted() - watch.failed + (ok ? 1 : 0); }
      watch.soft = false;
      set(list, false);
      return sum;
    }
    var base = await held([]);
    // Angelic values (Nopol): where no constant outcome of a condition helps, another condition hardly will.
    var angelic = {}, constants = all.filter(function (c) { return c.kind === 2; });
    for (var c of constants) {
      var key = c.file + ":" + c.parts[0];
      angelic[key] = Math.max(angelic[key] || 0, await held([c]));
    }
    all.forEach(function (c) { var best = c.kind === 1 ? angelic[c.file + ":" + c.parts[0]] : undefined; if (best !== undefined) c.weight *= best > base ? 2 : 0.6; });
    function byWeight(a, b) { return b.weight - a.weight; }
    all.sort(byWeight);
    var wins = 0;
    // Whether the clock ended a test, not its turns, although nobody knows how long it takes.
    function isSlow(test) { return test.cut && targets.some(function (t) { return t.isLate(); }); }
    async function tries(list, factor, least) {
      var won = 0, steps = 0, cut = false, slow = false, mended = [], i = 0;
      if (!set(list, true)) { set(list, false); return { good: false, mended: [], cut: false, steps: -1 }; }
      for (; i < failing.length; i++) {
        if (await runWithin(failing[i], factor, least)) { won++; mended.push(i); }
        else { if (isCut()) { cut = true; slow = slow || isSlow(failing[i]); } if (i === 0) steps = counted() - zero; if (i > 3 && won === 0) break; }
      }
      var good = won > 0, whole = won === failing.length;
      for (var j = 0; good && j < passing.length; j++) {
        arm(Math.max(least, passing[j].turns[0] * factor), patience(passing[j], factor, least));
        good = await passes(passing[j]);
        if (!good && isCut()) cut = true;
      }
      set(list, false);
      if (good && whole) wins++;
      return { good: good && whole, mended: good ? mended : [], cut: cut, slow: slow, steps: won * 1000 + steps };
    }
    function idsOf(list) { return list.map(function (c) { return [c.file, c.id]; }); }
    // Notes what came of single candidates and of combined ones, in their order: the same however many looked.
    function keep(list, got) {
      if (got.good && out.plausible.length < enough) out.plausible.push(idsOf(list));
      else if (got.good) out.left = true;
      else if (got.mended.length > 0 && list.length === 1 && out.partial.length < 400) out.partial.push([idsOf(list), got.mended]);
    }
    // Whether sets of failing tests that share none are mended by single candidates each: several mistakes.
    function isApart() {
      var covered = {}, count = 0;
      out.partial.slice().sort(function (a, b) { return b[1].length - a[1].length; }).forEach(function (p) {
        if (p[1].some(function (i) { return covered[i]; })) return;
        p[1].forEach(function (i) { covered[i] = true; count++; });
      });
      return count === failing.length;
    }
    // Whether two candidates change the same place.
    function overlap(a, b) {
      return a === b || (a.file === b.file && a.parts.some(function (x, i) { return i % 2 === 0 && b.parts.some(function (y, k) { return k % 2 === 0 && x === y; }); }));
    }
    var enough = 400, begun = cpu();
    // The budget is work, not waiting: on a machine that is busy elsewhere it lasts up to four times as long.
    function over(share) { return cpu() - begun > budget * share || now() - started > budget * share * 4; }
    function late(share) { return out.plausible.length + wins >= enough || over(share); }
    function until(share) { return { late: function () { return late(share); }, over: function () { return over(share); } }; }
    if (!openLanes(tests, all, started)) return;
    var waiting = all, factor = 10, least = 1000;
    for (var round = 0; round < 3 && waiting.length > 0; round++) {
      var cut = [], came = await inLanes(nameOf("single" + round + "-" + least, waiting.map(function (c) { return [c]; })), waiting, [32, 8, 1][round], until(1), function (c) { return tries([c], factor, least); });
      wins = 0;
      waiting.forEach(function (c, i) {
        var got = came[i];
        if (!got) { out.left = true; return; }
        if (round === 0) out.tried++;
        c.steps = got.steps;
        keep([c], got);
        if (!got.cut) return;
        // What ran on fifty times longer than anything before without one assertion more that held is endless.
        if (round === 0 || (round === 1 && c.steps > 0)) cut.push(c);
        else if (got.slow) out.left = true;
      });
      waiting = cut;
      waiting.sort(function (a, b) { return b.steps - a.steps || b.weight - a.weight; });
      // Where something would do already, rivals are known for endless sooner: as soon as where behaviours are compared.
      var sooner = round === 0 && out.plausible.length > 0;
      factor *= sooner ? 10 : 20;
      least = sooner ? 10000 : round === 0 ? 50000 : 5000000;
    }
    var sound = {};
    all.forEach(function (c) { if (c.kind < 2) sound[c.file + ":" + c.id] = true; });
    if (out.plausible.some(function (p) { return p.every(function (e) { return sound[e[0] + ":" + e[1]]; }); })) return;
    if (isApart()) return;
    var beam = [], rank = function (a, b) { return b.score - a.score || b.weight - a.weight; };
    var scores = await inLanes("beam", all, 32, until(1.3), function (c) { return held([c]); });
    all.forEach(function (c, i) { if (scores[i] > base) beam.push({ list: [c], score: scores[i], weight: c.weight }); });
    enough = out.plausible.length + 40;
    // What no failing assertion reached as it was may be reached once another edit of its function is made.
    var homes = {};
    beam.forEach(function (p) { homes[p.list[0].file + ":" + p.list[0].unit] = true; });
    all = all.concat(idle.filter(function (c) { return homes[c.file + ":" + c.unit]; })).sort(byWeight);
    for (var depth = 2; depth <= 4 && beam.length > 0 && !late(2); depth++) {
      beam = beam.sort(rank).slice(0, depth === 2 ? 40 : 20);
      var next = [], starts = [];
      for (var from = 0; from < Math.min(all.length, 6000); from += 10) starts.push(from);
      var built = await inLanes(nameOf("depth" + depth, beam.map(function (p) { return p.list; })), starts, 1, until(2), async function (from) {
        var tried = 0, ends = [];
        for (var p = 0; p < beam.length; p++) for (var d = from; d < Math.min(from + 10, all.length) && !late(2); d++) {
          if (beam[p].list.some(function (one) { return overlap(one, all[d]); })) continue;
          var list = beam[p].list.concat([all[d]]), result = await tries(list, 10, 1000), more = -1;
          tried++;
          if (!result.good && (result.steps > 0 || depth === 2)) more = await held(list);
          if (result.good || more > beam[p].score) ends.push([p, d, result.good, more]);
        }
        return { tried: tried, ends: ends };
      });
      wins = 0;
      built.forEach(function (one) {
        if (!one) return;
        out.tried += one.tried;
        one.ends.forEach(function (end) {
          var p = beam[end[0]], d = all[end[1]], list = p.list.concat([d]);
          if (end[2]) keep(list, { good: true }); else next.push({ list: list, score: end[3], weight: p.weight * d.weight });
        });
      });
      if (out.plausible.length > 0 && depth > 2) break;
      beam = next;
    }
    if (out.plausible.length > 0) return;
    // No step alone makes anything better: pairs of the likeliest, those that together are likeliest first.
    var first = all.slice(0, 150), pairs = [];
    first.forEach(function (a, i) { first.slice(i + 1).forEach(function (b) { if (!overlap(a, b)) pairs.push([a, b]); }); });
    pairs.sort(function (a, b) { return b[0].weight * b[1].weight - a[0].weight * a[1].weight; });
    var paired = await inLanes("pairs", pairs, 32, until(2), function (pair) { return tries(pair, 10, 1000); });
    pairs.forEach(function (pair, i) { if (paired[i]) { out.tried++; keep(pair, paired[i]); } });
  }
`;
