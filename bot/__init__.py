"""How people ask: Slack listeners, Block Kit, store, web pages and terminal. Knows no YAML and no scoring."""
