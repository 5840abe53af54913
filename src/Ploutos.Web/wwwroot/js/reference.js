// The reference of the API: everything comes from this server, and nothing is told to any other.
globalThis.Scalar.createApiReference('#reference', {
  url: '/openapi/v1.json',
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  proxyUrl: '',
  showDeveloperTools: 'never',
  telemetry: false,
  withDefaultFonts: false,
});
