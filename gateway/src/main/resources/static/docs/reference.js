// The reference of all services on one page: the list comes from the gateway, which fetches each description.
"use strict";
fetch("/docs/services.json").then((answer) => answer.json()).then((services) => {
  window.ui = SwaggerUIBundle({
    dom_id: "#reference",
    urls: services,
    deepLinking: true,
    docExpansion: "list",
    tagsSorter: "alpha",
    persistAuthorization: false,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: "StandaloneLayout",
  });
});
