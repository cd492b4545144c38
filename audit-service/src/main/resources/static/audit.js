"use strict";

(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const charts = [];

  function chart(id) {
    const place = document.getElementById(id);
    if (!place) return null;
    const made = echarts.init(place, null, { renderer: "svg" });
    charts.push(made);
    return made;
  }

  const text = () => ({ color: colour("--soft"), fontSize: 13 });
  const series = (name, type, data, tone, stack) => ({ name, type, data, stack, symbol: "circle", symbolSize: 4, itemStyle: { color: colour(tone) }, lineStyle: { width: 2 } });
  const base = () => ({ animation: false, aria: { enabled: true }, textStyle: text(), legend: { top: 0, textStyle: text() }, tooltip: { trigger: "axis" }, grid: { left: 56, right: 16, top: 36, bottom: 32 } });
  const axis = (extra) => ({ axisLabel: text(), splitLine: { lineStyle: { color: colour("--line") } }, ...extra });

  // One agency has ten records and another ten thousand; a single one must show too, which a log axis draws without length.
  const magnitude = (count) => (count > 0 ? Math.log10(count) + 1 : 0);
  const count = (magnitude) => (magnitude > 0 ? Math.round(10 ** (magnitude - 1)) : 0);

  function overview() {
    const minutes = chart("minutes");
    const agencies = chart("agencies");
    if (!minutes || !agencies) return;
    async function draw() {
      const answer = await fetch("/audit/overview.json", { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const now = await answer.json();
      const at = (minute) => new Date(minute).getTime();
      minutes.setOption({ ...base(), xAxis: axis({ type: "time", min: at(now.at) - 3_600_000, max: at(now.at) }), yAxis: axis({ type: "value", minInterval: 1 }),
        series: [series("published", "line", now.minutes.map((m) => [at(m.minute), m.published]), "--series1"), series("accesses", "line", now.minutes.map((m) => [at(m.minute), m.accesses]), "--series2")] });
      const names = now.agencies.map((a) => a.agency);
      const bar = (name, tone) => series(name, "bar", now.agencies.map((a) => magnitude(a[name])), tone);
      agencies.setOption({ ...base(), aria: { enabled: false }, tooltip: { trigger: "axis", valueFormatter: count }, grid: { left: 96, right: 24, top: 36, bottom: 32 }, xAxis: axis({ type: "value", min: 0, max: (range) => Math.max(1, Math.ceil(range.max)), interval: 1, axisLabel: { ...text(), formatter: count } }), yAxis: axis({ type: "category", data: names, inverse: true }),
        series: [bar("published", "--series1"), bar("granted", "--series2"), bar("denied", "--series3")] });
    }
    draw();
    setInterval(draw, 5000);
  }

  function life() {
    const picture = chart("life");
    if (!picture) return;
    const rows = ["published", "access", "other"];
    const points = [...document.querySelectorAll("#events li")].map((item) => {
      const kind = item.dataset.kind;
      const row = kind.startsWith("record.published") ? 0 : kind.startsWith("access.") ? 1 : 2;
      const bad = kind.endsWith("denied") || kind.endsWith("corrupt");
      return { value: [new Date(item.dataset.at).getTime(), row], name: `${kind} (${item.dataset.who})`, symbol: item.dataset.block ? "circle" : "emptyCircle", itemStyle: { color: colour(bad ? "--series3" : row === 0 ? "--series1" : "--series2") } };
    });
    picture.setOption({ ...base(), grid: { left: 88, right: 24, top: 24, bottom: 32 }, legend: undefined, tooltip: { formatter: (p) => echarts.format.encodeHTML(p.data.name) }, xAxis: axis({ type: "time", scale: true }), yAxis: axis({ type: "category", data: rows }),
      series: [{ type: "line", step: "end", data: points, symbolSize: 16, lineStyle: { color: colour("--line") } }] });
  }

  addEventListener("resize", () => charts.forEach((c) => c.resize()));
  overview();
  life();
})();
