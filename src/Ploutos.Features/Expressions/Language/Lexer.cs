using System.Globalization;

namespace Ploutos.Features.Expressions.Language;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    End,
    Number,
    Column,
    Name,
    Sign,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is written, a column without its $.</param>
/// <param name="Place">Its first character, counted from 1.</param>
/// <param name="Value">The value of a number.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Place, double Value = 0)
{
    public bool Is(char sign) => Kind == TokenKind.Sign && Text[0] == sign;
}

/// <summary>Cuts an expression into tokens.</summary>
internal sealed class Lexer(string name, string text)
{
    private const string Signs = "+-*/><(),";
    private int _at;

    /// <summary>The next token; an End at the end, however often it is asked for.</summary>
    public Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        int start = _at;
        if (start == text.Length)
            return new(TokenKind.End, "", start + 1);
        char first = text[start];
        if (Signs.Contains(first, StringComparison.Ordinal))
        {
            _at++;
            return new(TokenKind.Sign, first.ToString(), start + 1);
        }

        if (char.IsAsciiDigit(first) || first == '.')
            return Number(start);
        if (first == '$')
            _at++;
        else if (!char.IsAsciiLetter(first))
            throw Wrong(start, $"an expression can't hold '{first}'. Use $close, numbers, functions, + - * / > <.");
        int word = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        return new(first == '$' ? TokenKind.Column : TokenKind.Name, text[word.._at], start + 1);
    }

    private Token Number(int start)
    {
        SkipDigits();
        if (_at < text.Length && text[_at] == '.')
        {
            _at++;
            SkipDigits();
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            _at++;
            if (_at < text.Length && text[_at] is '+' or '-')
                _at++;
            SkipDigits();
        }

        string digits = text[start.._at];
        if (!double.TryParse(digits, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            throw Wrong(start, $"'{digits}' is not a number. Write one such as 5, 0.8 or 1e-12.");
        return new(TokenKind.Number, digits, start + 1, value);
    }

    private void SkipDigits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
    }

    private ExpressionException Wrong(int start, string rule) =>
        new(ExpressionFault.Syntax, name, text, start + 1, rule);
}
