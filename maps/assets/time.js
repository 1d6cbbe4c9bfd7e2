/* The slider: the whole period, or one of its days or shifts; what is shown then, and how many. */

function unitNow() {
  return data.time[state.unit];
}

/* First step of the moment, and the step it ends before. */
function stepsNow() {
  const { ends } = unitNow();
  return [state.moment ? ends[state.moment - 1] : 0, ends[state.moment]];
}

const standings = new Map();

/* What cells of a layer are at the moment; null where they are those of the whole period. */
function momentOf(layer) {
  if (state.moment === null) return null;
  const topic = data.topics.find(({ time }) => time && time.layer === layer.id);
  if (!topic) return null;
  const key = `${layer.id} ${state.unit} ${state.moment}`;
  if (!standings.has(key)) {
    if (standings.size > 400) standings.clear();
    standings.set(key, standingOf(topic.time.units[state.unit], column(layer.class_of).n));
  }
  return standings.get(key);
}

function standingOf(unit, n) {
  const from = state.moment * n;
  const part = (packed) => {
    const whole = column(packed);
    return { n, raw: whole.raw.subarray(from, from + n), low: whole.low, value: (i) => whole.value(from + i) };
  };
  const fields = unit.fields.map((field) => ({ ...field, values: part(field.values) }));
  return { of: part(unit.of), classes: unit.classes, names: unit.names, fields };
}

function layerNow() {
  const { time } = topicNow();
  return time ? data.layers.find((layer) => layer.id === time.layer) : null;
}

function countsNow() {
  const layer = layerNow();
  const now = layer && momentOf(layer);
  if (!now) return null;
  return sortByClass(openGrid(layer.grid).shapes, now).map((cells) => cells.length);
}

function grouped(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

function countNow(item) {
  const counts = item.classes && state.moment !== null ? countsNow() : null;
  return counts && grouped(item.classes.reduce((sum, k) => sum + (counts[k] || 0), 0));
}

/* How many dots or tracks of a layer belong to the moment. */
function countOf(id) {
  const layer = data.layers.find((one) => one.id === id);
  let n = 0;
  for (let i = 0; i < layer.n; i++) if (isNow(layer, i)) n++;
  return grouped(n);
}

/* The legend's rows at the moment: the topic's own order where the classes are its own. */
function rowsNow() {
  const counts = countsNow();
  if (!counts) return null;
  const now = momentOf(layerNow());
  const { note } = topicNow().time;
  const { rows } = topicNow().legend;
  const same = now.classes.join() === layerNow().classes.join();
  const order = same ? rows.filter((row) => row.kind !== null).map((row) => row.kind) : [...counts.keys()];
  for (const k of counts.keys()) if (counts[k] && !order.includes(k)) order.push(k);
  return {
    note,
    rows: order.map((k) => ({ swatch: now.classes[k], label: now.names[k], count: grouped(counts[k]), shape: "cell" })),
  };
}

/* A moment is shown for so long when the days are played. */
const PLAYED_MS = 700;

function makeTime() {
  const range = label(make("input", "moments"), word("moment"));
  range.type = "range";
  range.min = 0;
  range.step = 1;
  const told = make("output", "moment-name");
  const still = make("span", "still quiet");
  let playing = null;

  const show = (moment) => {
    state.moment = moment;
    changed();
  };
  const units = makeSwitch(
    word("moment"),
    [["", word("whole_period")], ["day", word("by_day")], ["shift", word("by_shift")]],
    () => state.unit || "",
    (unit) => {
      const step = state.moment === null ? 0 : stepsNow()[0];
      state.unit = unit || null;
      if (!unit) stop();
      show(unit ? unitNow().ends.findIndex((end) => end > step) : null);
    },
  );
  const play = button("play tool", word("play"), () => (playing ? stop() : start()));
  const stop = () => {
    window.clearInterval(playing);
    playing = null;
    play.classList.remove("playing");
    tellPlay();
  };
  const start = () => {
    if (!state.unit) {
      state.unit = "day";
      show(0);
    }
    playing = window.setInterval(() => show((state.moment + 1) % unitNow().ends.length), PLAYED_MS);
    play.classList.add("playing");
    tellPlay();
  };
  const tellPlay = () => (play.textContent = phrase(word(playing ? "pause" : "play")));
  spoken.push(tellPlay);
  range.addEventListener("input", () => {
    stop();
    if (!state.unit) state.unit = "day";
    show(Number(range.value));
  });

  const node = make("div", "time card", play, units.node, make("div", "run", told, range), still);
  const tell = follow(() => {
    units.mark();
    const unit = state.unit ? unitNow() : data.time.day;
    range.max = unit.ends.length - 1;
    range.value = state.moment === null ? 0 : state.moment;
    const name = state.moment === null ? phrase(data.period) : phrase(unit.labels[state.moment]);
    told.textContent = name;
    range.setAttribute("aria-valuetext", name);
    told.dataset.shift = (state.moment !== null && unit.shifts && unit.shifts[state.moment]) || "";
    node.classList.toggle("all", state.moment === null);
    still.textContent = state.moment !== null && !topicNow().time ? phrase(word("still")) : "";
  });
  spoken.push(tell);
  tell();
  return node;
}
