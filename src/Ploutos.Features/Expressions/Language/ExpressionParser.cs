using System.Globalization;

namespace Ploutos.Features.Expressions.Language;

/// <summary>Reads one expression into a graph, by recursive descent: comparison, sum, product,
/// sign, value. Nesting and size are bounded, so that no text exhausts the stack.</summary>
internal sealed class ExpressionParser
{
    /// <summary>Brackets and calls that may lie inside each other.</summary>
    public const int MostNesting = 100;

    /// <summary>Operators and calls of one expression.</summary>
    public const int MostOperators = 1000;

    /// <summary>Bars of the longest window: a century.</summary>
    public const int LongestWindow = 25_000;

    private static readonly Dictionary<string, Operator> s_columns = new(StringComparer.Ordinal)
    {
        ["open"] = Operator.Open,
        ["high"] = Operator.High,
        ["low"] = Operator.Low,
        ["close"] = Operator.Close,
        ["volume"] = Operator.Volume,
        ["vwap"] = Operator.Vwap,
    };

    private readonly string _name,
        _text;
    private readonly bool _mayLookAhead;
    private readonly ExpressionGraph _graph;
    private readonly Lexer _lexer;
    private Token _token;
    private int _nesting,
        _operators;

    private ExpressionParser(string name, string text, bool mayLookAhead, ExpressionGraph graph)
    {
        (_name, _text, _mayLookAhead, _graph) = (name, text, mayLookAhead, graph);
        _lexer = new(name, text);
        _token = _lexer.Next();
    }

    /// <summary>Adds the expression to the graph and returns the index of its node.</summary>
    /// <exception cref="ExpressionException">The text breaks a rule of the language.</exception>
    public static int Parse(string name, string text, bool mayLookAhead, ExpressionGraph graph)
    {
        var parser = new ExpressionParser(name, text, mayLookAhead, graph);
        int node = parser.Comparison();
        if (parser._token.Kind != TokenKind.End)
            throw parser.Wrong(
                parser._token.Is('>') || parser._token.Is('<')
                    ? "a comparison can't be compared again. Join two with And(a, b)."
                    : $"an operator or the end was expected, but got '{parser._token.Text}'."
            );
        if (graph[node].IsConstant)
            throw parser.Error(ExpressionFault.ArgumentKind, 0, "it is a constant. Use at least one column.");
        return node;
    }

    private int Comparison()
    {
        int left = Sum();
        if (!_token.Is('>') && !_token.Is('<'))
            return left;
        Operator op = _token.Is('>') ? Operator.Above : Operator.Below;
        Token sign = Take();
        int right = Sum();
        if (_graph[left].IsConstant && _graph[right].IsConstant)
            throw Error(ExpressionFault.ArgumentKind, sign.Place, "it compares two constants. Use a column.");
        return Add(Node.Of(op, left, right), sign.Place);
    }

    private int Sum()
    {
        int left = Product();
        while (_token.Is('+') || _token.Is('-'))
        {
            Token sign = Take();
            left = Add(Node.Of(sign.Is('+') ? Operator.Add : Operator.Subtract, left, Product()), sign.Place);
        }

        return left;
    }

    private int Product()
    {
        int left = Signed();
        while (_token.Is('*') || _token.Is('/'))
        {
            Token sign = Take();
            left = Add(Node.Of(sign.Is('*') ? Operator.Multiply : Operator.Divide, left, Signed()), sign.Place);
        }

        return left;
    }

    private int Signed()
    {
        bool negative = false;
        int place = _token.Place;
        while (_token.Is('-') || _token.Is('+'))
            negative ^= Take().Is('-');
        int value = Value();
        return negative ? Add(Node.Of(Operator.Subtract, _graph.Add(Node.Constant(0)), value), place) : value;
    }

    private int Value()
    {
        Token token = Take();
        switch (token.Kind)
        {
            case TokenKind.Number:
                return _graph.Add(Node.Constant(token.Value));
            case TokenKind.Column when s_columns.TryGetValue(token.Text, out Operator column):
                return Column(column);
            case TokenKind.Column:
                throw Error(
                    ExpressionFault.UnknownName,
                    token.Place,
                    $"there is no column '${token.Text}'. Did you mean ${NearestName.Of(token.Text, s_columns.Keys)}?"
                );
            case TokenKind.Name:
                return Call(token);
            case TokenKind.Sign when token.Is('('):
                Enter(token);
                int node = Comparison();
                Leave(token, ')');
                return node;
            default:
                throw Error(
                    ExpressionFault.Syntax,
                    token.Place,
                    token.Kind == TokenKind.End
                        ? "a value is missing. End with a column, a number or a call."
                        : $"a value was expected, but got '{token.Text}'."
                );
        }
    }

    private int Column(Operator column) =>
        column == Operator.Vwap
            ? _graph.Add(Node.Of(column, Column(Operator.High), Column(Operator.Low), Column(Operator.Close)))
            : _graph.Add(Node.Of(column));

    private int Call(Token name)
    {
        if (!Function.All.TryGetValue(name.Text, out Function? function))
            throw Error(
                ExpressionFault.UnknownName,
                name.Place,
                s_columns.ContainsKey(name.Text)
                    ? $"there is no function '{name.Text}'. The column is written ${name.Text}."
                    : $"there is no function '{name.Text}'. Did you mean"
                        + $" {NearestName.Of(name.Text, Function.All.Keys)}?"
            );
        if (!_token.Is('('))
            throw Wrong($"{function.Name} must be followed by its arguments in brackets.");
        Enter(name);
        Take();
        Operands operands = Operands.Empty;
        int given = 0;
        do
        {
            if (given > 0)
                Take();
            int place = _token.Place,
                node = Comparison();
            if (given < function.Parameters.Length)
                operands = Argument(function, function.Parameters[given], node, place, operands);
            given++;
        } while (_token.Is(','));
        Leave(name, ')');
        if (given != function.Parameters.Length)
            throw Error(
                ExpressionFault.ArgumentCount,
                name.Place,
                $"{function.Name} takes {function.Parameters.Length} arguments"
                    + $" ({string.Join(", ", function.Parameters).ToLowerInvariant()}), but got {given}."
            );
        Count(name.Place);
        return Checked(function.Make(_graph, operands), name.Place);
    }

    private Operands Argument(Function function, Parameter kind, int node, int place, Operands operands)
    {
        Node value = _graph[node];
        switch (kind)
        {
            case Parameter.Window:
            case Parameter.Shift:
                return operands with { Window = Bars(function, kind, value, place) };
            case Parameter.Share when value.IsConstant && value.Value is >= 0 and <= 1:
                return operands with { Share = value.Value };
            case Parameter.Share:
                throw Kind($"a number from 0 to 1, but got {Shown(value)}. 0.5 is the median.");
            case Parameter.Condition when !value.IsCondition:
                throw Kind($"a condition such as $close>$open, but got {Shown(value)}.");
            case Parameter.Column when value.IsConstant:
                throw Kind($"a column, but got {Shown(value)}.");
            default:
                return operands.With(node);
        }

        ExpressionException Kind(string rule) =>
            Error(ExpressionFault.ArgumentKind, place, $"{function.Name} needs here {rule}");
    }

    private int Bars(Function function, Parameter kind, Node value, int place)
    {
        int least = kind == Parameter.Window ? function.LeastWindow : -LongestWindow;
        if (!value.IsConstant || value.Value != Math.Floor(value.Value))
            throw Error(
                ExpressionFault.Window,
                place,
                $"{function.Name} needs here a whole number of bars, but got {Shown(value)}."
            );
        if (value.Value < least || value.Value > LongestWindow)
            throw Error(
                ExpressionFault.Window,
                place,
                $"{function.Name} needs {Number(least)} to {Number(LongestWindow)} bars, but got {Shown(value)}."
            );
        if (value.Value < 0 && !_mayLookAhead)
            throw Error(
                ExpressionFault.LooksAhead,
                place,
                $"{function.Name} with {Number(value.Value)} bars looks ahead: on its day the value is not known."
                    + " An input may look back alone; only a label may look ahead."
            );
        return (int)value.Value;
    }

    private int Add(Node node, int place)
    {
        Count(place);
        return Checked(_graph.Add(node), place);
    }

    private int Checked(int node, int place) =>
        _graph[node].IsConstant && !double.IsFinite(_graph[node].Value)
            ? throw Error(ExpressionFault.ArgumentKind, place, "the constant is not a finite number. Mend it.")
            : node;

    private void Count(int place)
    {
        if (++_operators > MostOperators)
            throw Error(
                ExpressionFault.TooComplex,
                place,
                $"an expression may have {MostOperators} operators and calls. Cut it into several inputs."
            );
    }

    private void Enter(Token token)
    {
        if (++_nesting > MostNesting)
            throw Error(
                ExpressionFault.TooComplex,
                token.Place,
                $"brackets and calls may lie {MostNesting} deep. Cut it into several inputs."
            );
    }

    private void Leave(Token opened, char sign)
    {
        if (!_token.Is(sign))
            throw _token.Kind == TokenKind.End
                ? Error(ExpressionFault.Syntax, opened.Place, $"a '{sign}' is missing for what opens here.")
                : Wrong($"a '{sign}' was expected, but got '{_token.Text}'.");
        Take();
        _nesting--;
    }

    private Token Take()
    {
        Token token = _token;
        _token = _lexer.Next();
        return token;
    }

    private ExpressionException Wrong(string rule) => Error(ExpressionFault.Syntax, _token.Place, rule);

    private ExpressionException Error(ExpressionFault fault, int place, string rule) =>
        new(fault, _name, _text, place, rule);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Shown(Node value) =>
        value.IsConstant ? Number(value.Value)
        : value.IsCondition ? "a condition"
        : "a column";
}
