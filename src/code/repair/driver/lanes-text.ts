/**
 * How several processes that run the same tests share a search. The first one leads: it asks for the others once a search
 * takes long, and its report is the one that counts. Lists are worked on in blocks; whoever makes a block's file first
 * does it, and leaves what came of it for the others, so that all go on with the same results in the same order, however
 * many they are. A block whose process has died is done again.
 */
export const LANES_TEXT = String.raw`
  var lane = Number(proc.env.ASSAY_REPAIR_LANE) || 1, lanes = Number(proc.env.ASSAY_REPAIR_LANES) || 1;
  var shared = "", askAt = Infinity, moreAfter = 1500;
  function digest(value) {
    return proc.getBuiltinModule("node:crypto").createHash("sha1").update(JSON.stringify(value)).digest("hex");
  }
  function read(file) { try { return fs.readFileSync(file, "utf8"); } catch (e) { return undefined; } }
  function write(file, text) { fs.writeFileSync(file + "." + proc.pid, text); fs.renameSync(file + "." + proc.pid, file); }
  // Whether there is a common list to work on: the same tests, the same candidates in the same order.
  function openLanes(tests, list, started) {
    if (lanes < 2) return true;
    var file = g.__vitest_worker__ && g.__vitest_worker__.filepath;
    try { file = file || g.expect.getState().testPath; } catch (e) {}
    shared = dir + "/lanes-" + digest([file || proc.argv[1], tests.map(function (t) { return t.name; })]);
    var order = digest(list.map(function (c) { return [c.file, c.id, c.weight]; }));
    if (lane > 1) return read(shared + "/order") === order;
    // The same file may run twice, in two environments: then each searches by itself.
    try { fs.mkdirSync(shared); } catch (e) { shared = ""; lanes = 1; return true; }
    askAt = started + moreAfter;
    write(shared + "/order", order);
    return true;
  }
  function closeLanes() { if (shared && lane === 1) fs.rmSync(shared, { recursive: true, force: true }); }
  function claim(name, block) {
    if (lanes < 2) return true;
    if (now() > askAt) { askAt = Infinity; fs.writeFileSync(dir + "/more", ""); }
    try { fs.writeFileSync(shared + "/" + name + "-" + block + ".by", String(proc.pid), { flag: "wx" }); return true; } catch (e) {
      if (e.code !== "EEXIST") throw e;
      return false;
    }
  }
  // Of a block of another process: 0 nobody has begun it, -1 whoever did has died.
  function ownerOf(name, block) {
    var text = lanes > 1 ? read(shared + "/" + name + "-" + block + ".by") : undefined;
    if (text === undefined) return 0;
    try { if (text !== "") proc.kill(Number(text), 0); return 1; } catch (e) { return e.code === "ESRCH" ? -1 : 1; }
  }
  // Results are shared only where the lists are the same: a process whose time was up sooner goes on with another one.
  function nameOf(name, lists) {
    if (lanes < 2) return name;
    return name + "-" + digest(lists.map(function (list) { return list.map(function (c) { return [c.file, c.id]; }); }));
  }
  // What came of each item, in the list's order; nothing for those that had no turn before the time was up.
  async function inLanes(name, list, size, clock, work) {
    var count = Math.ceil(list.length / size), done = [], block;
    async function run(block) {
      var came = [];
      for (var i = block * size; i < Math.min(list.length, (block + 1) * size) && !clock.late(); i++) came.push(await work(list[i]));
      done[block] = came;
      if (lanes > 1) write(shared + "/" + name + "-" + block, JSON.stringify(came));
    }
    for (block = 0; block < count && !clock.late(); block++) if (claim(name, block)) await run(block);
    for (block = 0; block < count; block++) while (!done[block]) {
      var owner = ownerOf(name, block), text = owner === 0 ? undefined : read(shared + "/" + name + "-" + block);
      if (text !== undefined) done[block] = JSON.parse(text);
      else if (owner === 0 || clock.over()) done[block] = [];
      else if (owner < 0) await run(block);
      else await new Promise(function (resolve) { later(resolve, 5); });
    }
    return list.map(function (item, i) { return done[Math.floor(i / size)][i % size]; });
  }
`;
