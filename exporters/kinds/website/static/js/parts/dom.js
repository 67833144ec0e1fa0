// Elements made by hand: text is always text, so nothing that a person typed can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** Return an element. Attributes that are false or null are left out; functions listen to the event of that name. */
export function el(tag, attributes = {}, ...children) {
    return filled(document.createElement(tag), attributes, children);
}

/** Return an element of SVG. */
export function svg(tag, attributes = {}, ...children) {
    return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function") {
            element.addEventListener(name, value);
        } else if (value !== false && value !== null && value !== undefined) {
            element.setAttribute(name, value === true ? "" : String(value));
        }
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

/** Return `template` with each {name} replaced. */
export function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** Return an element by its id; pages and scripts are made together, so it is there. */
export function byId(id) {
    return document.getElementById(id);
}

/** Return the address of something on this site. */
export function address(path) {
    return document.body.dataset.root + path;
}

/** Return a number as it stands in a Dutch sentence. */
export function dutch(number) {
    return Number.isInteger(number) ? String(number) : number.toFixed(1).replace(".", ",");
}
