/**
 * What ends a loop that holds up a whole process while nothing limits its turns: the first after five seconds, further
 * ones after one. Where its turns take long, or nothing of the file runs for a while, it is something else that takes the
 * time. One that was stopped ends nothing any more, whoever still asks it.
 */
export const GUARD_TEXT = String.raw`
  function loopGuard(g, now) {
    var beat = now(), asked = beat, longest = 5000, still = g.clearInterval;
    var heart = g.setInterval(function () { beat = now(); }, 200);
    if (heart.unref) heart.unref();
    return {
      stop: function () { still(heart); longest = Infinity; },
      late: function () {
        var time = now();
        if (time - asked > 200) beat = time;
        asked = time;
        if (time - beat < longest) return false;
        beat = time;
        longest = 1000;
        throw new Error("endless loop, ended from outside");
      }
    };
  }
`;
