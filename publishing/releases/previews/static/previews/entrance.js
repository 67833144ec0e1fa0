// The token stands behind # in the link, which no server gets to see. It goes into the form, and out of the address.
const token = location.hash.slice(1);
if (token) {
    document.getElementById("code").value = token;
    document.querySelector("[data-code]").hidden = true;
    history.replaceState(null, "", location.pathname);
}
