/* The desk works without this file. It keeps what was typed when a sign-in has run out, and goes back from an article. */
document.addEventListener("htmx:beforeSwap", function (event) {
  if (event.detail.xhr.status === 401) {
    event.detail.shouldSwap = false;
    var gone = event.target.closest("form") && event.target.closest("form").querySelector(".gone");
    gone = gone || (event.detail.requestConfig && event.detail.requestConfig.elt.querySelector(".gone"));
    if (gone) { gone.classList.remove("d-none"); }
  }
});
document.addEventListener("htmx:afterSettle", function () {
  var said = document.querySelector("#matter [role=alert], #matter [role=status]");
  if (said) { said.setAttribute("tabindex", "-1"); said.focus(); }
});
document.addEventListener("click", function (event) {
  var back = event.target.closest("[data-back]");
  if (back) { event.preventDefault(); window.history.back(); }
});
