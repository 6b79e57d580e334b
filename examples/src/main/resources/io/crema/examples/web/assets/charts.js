// Charts by ECharts, in the colours of the scheme. Tooltips are drawn, not made of HTML.

import { colour, onScheme } from "./scheme-toggle.js";
import { percent } from "./format.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");

function palette() {
  const colours = {};
  for (const name of ["text", "muted", "line", "edge", "surface", "accent", "warm", "bar"]) {
    colours[name] = colour(`--${name}`);
  }
  return colours;
}

/** A chart that `build(data, colours, width)` describes; drawn once its container has a size. */
function chart(container, build) {
  let drawn;
  let data;
  const show = () => {
    if (data === undefined || container.clientWidth === 0) {
      return;
    }
    drawn ??= window.echarts.init(container);
    const option = build(data, palette(), container.clientWidth);
    option.animation = !still.matches;
    option.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily };
    drawn.setOption(option);
  };
  new ResizeObserver(() => {
    if (container.clientWidth > 0) {
      drawn?.resize();
      show();
    }
  }).observe(container);
  onScheme(show);
  container.setAttribute("role", "img");
  return (next, label) => {
    data = next;
    container.setAttribute("aria-label", label);
    show();
  };
}

function categoryAxis(name, values, colours) {
  return {
    type: "category",
    data: values,
    name,
    nameLocation: "middle",
    nameGap: 26,
    nameTextStyle: { color: colours.muted },
    axisLine: { lineStyle: { color: colours.edge } },
    axisTick: { show: false },
    axisLabel: { color: colours.text, fontSize: 13, interval: 0 },
  };
}

function valueAxis(name, colours, more = {}) {
  return {
    type: "value",
    name,
    nameTextStyle: { color: colours.muted, align: "left", padding: [0, 0, 0, -34] },
    nameGap: 14,
    axisLabel: { color: colours.muted },
    splitLine: { lineStyle: { color: colours.line } },
    ...more,
  };
}

function tooltip(colours, more) {
  return {
    renderMode: "richText",
    confine: true,
    backgroundColor: colours.surface,
    borderColor: colours.edge,
    textStyle: { color: colours.text, fontSize: 13 },
    ...more,
  };
}

/** Ten bars from 0 to 100 %; the most probable digit stands out and has its figure. */
export function probabilityChart(container) {
  const show = chart(container, (probabilities, colours) => {
    const best = probabilities.indexOf(Math.max(...probabilities));
    return {
      grid: { top: 30, right: 6, bottom: 40, left: 40 },
      tooltip: tooltip(colours, {
        trigger: "axis",
        axisPointer: { type: "none" },
        formatter: ([bar]) => `${bar.name}: ${percent(bar.value / 100, 2)}`,
      }),
      xAxis: categoryAxis("digit", [..."0123456789"], colours),
      yAxis: valueAxis("probability, %", colours, { min: 0, max: 100, interval: 25 }),
      series: [
        {
          type: "bar",
          barCategoryGap: "28%",
          animationDuration: 180,
          animationDurationUpdate: 180,
          data: probabilities.map((probability, digit) => ({
            value: probability * 100,
            itemStyle: {
              color: digit === best ? colours.accent : colours.bar,
              borderRadius: [4, 4, 0, 0],
            },
            label: {
              show: digit === best,
              position: "top",
              color: colours.text,
              fontWeight: 600,
              formatter: percent(probability),
            },
          })),
        },
      ],
    };
  });
  return (probabilities) => {
    const said = probabilities.map((p, digit) => `${digit}: ${percent(p)}`).join(", ");
    show(probabilities, `Bar chart of the probability of each digit. ${said}`);
  };
}

/**
 * Bars for the ten digits, from zero: of `values` as they are, with a line at `mean`; `best` and
 * `hardest` stand out.
 */
export function byDigitChart(container) {
  const show = chart(container, ({ values, mean, axis, max, best, hardest, places, inside }, colours, width) => ({
    grid: { top: 40, right: 14, bottom: 42, left: 44 },
    tooltip: tooltip(colours, {
      trigger: "axis",
      axisPointer: { type: "none" },
      formatter: ([bar]) => `${bar.name}: ${bar.value.toFixed(2)}\u202f%`,
    }),
    xAxis: categoryAxis("digit", [..."0123456789"], colours),
    yAxis: valueAxis(axis, colours, { min: 0, max }),
    series: [
      {
        type: "bar",
        barCategoryGap: "30%",
        data: values.map((value, digit) => ({
          value: value * 100,
          itemStyle: {
            color: digit === best ? colours.accent : digit === hardest ? colours.warm : colours.bar,
            borderRadius: [4, 4, 0, 0],
          },
          label: {
            color: inside && (digit === best || digit === hardest) ? colours.surface : colours.text,
          },
        })),
        label: {
          show: true,
          position: inside ? "insideTop" : "top",
          fontSize: width < 460 ? 11 : 12,
          rotate: inside && width < 460 ? 90 : 0,
          align: inside && width < 460 ? "right" : "center",
          verticalAlign: inside && width < 460 ? "middle" : undefined,
          textBorderColor: inside ? "transparent" : colours.surface,
          textBorderWidth: inside ? 0 : 4,
          formatter: (bar) => bar.value.toFixed(places),
        },
        markLine: {
          silent: true,
          z: 1,
          symbol: "none",
          lineStyle: { color: colours.text, type: "dashed", width: 1 },
          label: { show: false },
          data: [{ yAxis: mean * 100 }],
        },
      },
    ],
  }));
  return show;
}

/**
 * Curves over epochs: `batches` as a line, `validation` as points on a dashed line, both
 * `[[epoch, value], ...]`.
 */
export function curveChart(container, axis) {
  return chart(container, ({ epochs, batches, validation }, colours) => ({
    animation: false,
    grid: { top: 40, right: 16, bottom: 42, left: 48 },
    legend: {
      top: 0,
      right: 8,
      itemWidth: 22,
      textStyle: { color: colours.text, fontSize: 12 },
      data: ["training", "validation"],
    },
    tooltip: tooltip(colours, {
      trigger: "axis",
      formatter: (points) =>
        [
          `epoch ${Number(points[0].value[0]).toFixed(2)}`,
          ...points
            .filter((point) => Number.isFinite(point.value[1]))
            .map((point) => `${point.seriesName}: ${point.value[1].toPrecision(4)}`),
        ].join("\n"),
    }),
    xAxis: {
      type: "value",
      min: 0,
      max: epochs,
      minInterval: 1,
      name: "epoch",
      nameLocation: "middle",
      nameGap: 26,
      nameTextStyle: { color: colours.muted },
      axisLabel: { color: colours.muted },
      axisLine: { lineStyle: { color: colours.edge } },
      splitLine: { show: false },
    },
    yAxis: valueAxis(axis.name, colours, { min: axis.min, max: axis.max, scale: true }),
    series: [
      {
        name: "training",
        type: "line",
        showSymbol: batches.length < 2,
        data: batches,
        lineStyle: { color: colours.accent, width: 2 },
        itemStyle: { color: colours.accent },
      },
      {
        name: "validation",
        type: "line",
        symbol: "circle",
        symbolSize: 9,
        data: validation,
        lineStyle: { color: colours.warm, width: 2, type: "dashed" },
        itemStyle: { color: colours.warm },
      },
    ],
  }));
}
