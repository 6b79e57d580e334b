// Numbers in words. A narrow space stands before the sign of per cent.

const SPACE = "\u202f";

/** 0.98765 as "98.8 %". Never rounds up to 100 or down to 0 what is neither. */
export function percent(share, places = 1) {
  const step = 10 ** -places;
  const value = share * 100;
  if (share < 1 && value > 100 - step / 2) {
    return `>${SPACE}${(100 - step).toFixed(places)}${SPACE}%`;
  }
  if (share > 0 && value < step / 2) {
    return `<${SPACE}${step.toFixed(places)}${SPACE}%`;
  }
  return `${value.toFixed(places)}${SPACE}%`;
}

/** Without care for the ends, for tables of exact figures. */
export function exactPercent(share) {
  return `${(share * 100).toFixed(4)}${SPACE}%`;
}

const grouped = new Intl.NumberFormat("en");

/** 60000 as "60,000". */
export function count(number) {
  return grouped.format(Math.round(number));
}

/** 83.4 seconds as "1 min 23 s". */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** "1 image", "2 images". */
export function plural(number, word) {
  return `${count(number)} ${word}${number === 1 ? "" : "s"}`;
}
