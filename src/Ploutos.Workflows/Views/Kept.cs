namespace Ploutos.Workflows.Views;

/// <summary>A view that is good for as long as what it was made from stays the same. It is made once, however
/// many ask at once; a failure is not kept.</summary>
/// <typeparam name="TKey">What it was made from.</typeparam>
/// <typeparam name="T">The view.</typeparam>
internal sealed class Kept<TKey, T>
    where TKey : notnull
    where T : class
{
    private readonly Lock _gate = new();
    private volatile Entry? _newest;

    /// <summary>The view of a key, made where another key's is at hand or none.</summary>
    public T Of(TKey key, Func<T> make)
    {
        if (_newest is { } known && known.Key.Equals(key))
            return known.Value;
        lock (_gate)
        {
            if (_newest is { } meanwhile && meanwhile.Key.Equals(key))
                return meanwhile.Value;
            var made = new Entry(key, make());
            _newest = made;
            return made.Value;
        }
    }

    private sealed record Entry(TKey Key, T Value);
}
