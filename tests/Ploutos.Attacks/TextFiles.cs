namespace Ploutos.Attacks;

/// <summary>Valid files that people write.</summary>
internal static class TextFiles
{
    public const string Signals =
        "ticker,date,signal\nSIM01,2017-03-01,BUY\nSIM01,2017-04-03,STRONG SELL\nSIM01,2017-05-01,HOLD\n";

    public const string Alerts = """
        {
          "channels": {
            "hook": { "type": "webhook", "url": "https://user:secret@127.0.0.1:9/x", "form": "slack",
              "timeout_seconds": 1 },
            "mail": { "type": "smtp", "host": "127.0.0.1", "port": 9, "security": "none", "from": "a@example.org",
              "to": ["b@example.org"] },
            "program": { "type": "command", "command": ["/bin/true", "x"] }
          },
          "rules": [ { "on": "strong", "to": ["hook", "mail"], "tickers": ["SIM01"], "daily": true } ]
        }
        """;

    public const string Paper = """
        {
          "broker": "embedded", "initial_cash": 100000, "fractions": true, "direction": "long_short",
          "sizing": "equal_weight", "max_position": 0.2, "max_gross": 1, "max_daily_loss": 0.05, "commission_bp": 1.5,
          "slippage_bp": 2, "cash_rate": 0.01
        }
        """;

    public const string Bars = """
        Date,Open,High,Low,Close,Adj Close,Volume
        2017-03-01,100,101.5,99.5,101,100.5,1000000
        2017-03-02,101,102,100,100.25,99.75,1200000
        2017-03-03,100.25,101,99,99.5,99,900000
        2017-03-06,99.5,100.5,98.75,100,99.5,1100000

        """;
}
