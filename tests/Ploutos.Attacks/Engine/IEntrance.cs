using Ploutos.Attacks.Mutations;

namespace Ploutos.Attacks.Engine;

/// <summary>A way by which bytes of others come in.</summary>
internal interface IEntrance : IDisposable
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>Sends one spoilt input through. It returns when the input was taken, or was refused by
    /// a documented error; every other exception is a find.</summary>
    void Attack(Dice dice);
}

/// <summary>The command, or the server, caught an exception that no rule foresaw.</summary>
internal sealed class UnforeseenException(string where, string what) : Exception(what)
{
    /// <summary>Exception and first frame, which tell one find from another.</summary>
    public string Where { get; } = where;
}
